package io.throughline.backbone.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes somebody when a transaction that notified a channel has committed, whichever instance it ran in. A hint and no
 * more: a notification is lost while the connection is, so whoever is woken sweeps as well. Holds one connection, over
 * which nothing is sent while nothing happens.
 */
public final class Notifications implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

    /** How soon it notices that it is to stop; the server is not asked. */
    private static final Duration LOOK_UP = Duration.ofMillis(250);

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final DataSource database;
    private final String channel;
    private final Runnable woken;
    private final Thread thread;

    /**
     * Starts listening.
     *
     * @param channel a plain SQL name
     * @param woken called for each notification, and whenever one may have been missed; must not block
     */
    public Notifications(DataSource database, String channel, Runnable woken) {
        if (!channel.matches("[a-z_]{1,63}")) {
            throw new IllegalArgumentException("'" + channel + "' is no plain name of a channel");
        }
        this.database = database;
        this.channel = channel;
        this.woken = woken;
        this.thread = Thread.ofPlatform().name("listen-" + channel).daemon().start(this::run);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try (Connection connection = database.getConnection()) {
                listen(connection);
            } catch (SQLException broken) {
                LOG.atInfo()
                        .addKeyValue("throughline.channel", channel)
                        .setCause(broken)
                        .log("notifications.interrupted");
                pause();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        execute(connection, "listen " + channel);
        try {
            PGConnection listening = connection.unwrap(PGConnection.class);
            woken.run();
            while (!Thread.currentThread().isInterrupted()) {
                PGNotification[] heard = listening.getNotifications((int) LOOK_UP.toMillis());
                if (heard != null && heard.length > 0) {
                    woken.run();
                }
            }
        } finally {
            // The connection goes back to the pool, and whoever takes it next does not listen.
            execute(connection, "unlisten " + channel);
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement once = connection.createStatement()) {
            once.execute(statement);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(RETRY);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
