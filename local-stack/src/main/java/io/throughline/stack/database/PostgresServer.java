package io.throughline.stack.database;

import io.throughline.stack.process.Scripts;
import io.throughline.stack.process.StackException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real PostgreSQL on this machine with a database for each service. It ends with this JVM, however that ends. */
public final class PostgresServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final String USER = "postgres";
    private static final int STARTS = 5;
    /** Connection exceptions, and what a server that is being stopped or starting says. */
    private static final List<String> GONE = List.of("08", "57P");

    private final Process guard;
    private final Path log;
    private final Path data;
    private volatile EmbeddedPostgres server;

    private PostgresServer(EmbeddedPostgres server, Process guard, Path log, Path data) {
        this.data = data;
        this.server = server;
        this.guard = guard;
        this.log = log;
    }

    /**
     * Starts the server on what the folder holds, or on empty databases when it holds nothing.
     *
     * @param log where what the server says is written by this JVM's logging
     * @throws StackException when it does not start
     */
    public static PostgresServer start(Path data, Path log, int port, List<String> databases) {
        try {
            EmbeddedPostgres server = launch(data, port);
            PostgresServer started = new PostgresServer(server, guard(data), log, data);
            databases.forEach(started::createIfAbsent);
            return started;
        } catch (IOException | IllegalStateException failed) {
            throw new StackException(
                    "PostgreSQL does not start on port %d with the data in %s: %s. (./run --fresh starts with none.)"
                            .formatted(port, data, failed.getMessage()),
                    failed);
        }
    }

    private static EmbeddedPostgres launch(Path data, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(Files.createDirectories(data))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setPort(port)
                .setServerConfig("max_connections", "150")
                // What was answered must outlive a PostgreSQL that is killed; zonky would have it off.
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** Ends it as {@code kill -9} does, with all its sessions, and starts it on what it had written. */
    public void killAndStartAgain() {
        int port = server.getPort();
        try {
            long postmaster = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
            ProcessHandle killed = ProcessHandle.of(postmaster).orElseThrow();
            killed.destroyForcibly();
            killed.onExit().join();
            // Finds nothing to stop, and gives the folder free.
            server.close();
            server = launchOnceItsSessionsAreGone(port);
        } catch (IOException | IllegalStateException failed) {
            throw new StackException("PostgreSQL does not start again: " + failed.getMessage(), failed);
        }
    }

    private EmbeddedPostgres launchOnceItsSessionsAreGone(int port) throws IOException {
        for (int attempt = 1; true; attempt++) {
            try {
                return launch(data, port);
            } catch (IOException | IllegalStateException inUse) {
                if (attempt == STARTS) {
                    throw inUse;
                }
                LOG.info("PostgreSQL's memory is still in use, it is started once more", inUse);
            }
        }
    }

    private static Process guard(Path data) throws IOException {
        String pidFile = data.resolve("postmaster.pid").toString();
        return new ProcessBuilder(Scripts.command(PostgresServer.class, "postgres-guard.sh", List.of(pidFile)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void createIfAbsent(String database) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!statement
                    .executeQuery("select 1 from pg_database where datname = '" + database + "'")
                    .next()) {
                statement.execute("create database " + database);
            }
        } catch (SQLException refused) {
            throw new StackException("Cannot create database " + database, refused);
        }
    }

    /**
     * What a service needs in its environment to use its database.
     *
     * @param service the name under which PostgreSQL shows its sessions
     */
    public Map<String, String> environment(String database, String service) {
        return Map.of(
                "SPRING_DATASOURCE_URL", server.getJdbcUrl(USER, database) + "&ApplicationName=" + service,
                "SPRING_DATASOURCE_USERNAME", USER,
                "SPRING_DATASOURCE_PASSWORD", USER);
    }

    Connection connect(String database) throws SQLException {
        return server.getDatabase(USER, database).getConnection();
    }

    /** What to throw when a statement failed: a server that is gone is told in one sentence. */
    RuntimeException failure(String doing, SQLException failed) {
        String state = failed.getSQLState();
        boolean gone = state != null && GONE.stream().anyMatch(state::startsWith);
        return gone
                ? new StackException("PostgreSQL does not answer any more (%s) Its log: %s. (./run starts it again.)"
                        .formatted(failed.getMessage(), log))
                : new IllegalStateException(doing, failed);
    }

    @Override
    public void close() {
        try {
            server.close();
            dismissGuard();
        } catch (IOException failed) {
            // The guard then ends the server, because its pipe closes with us.
            LOG.warn("PostgreSQL does not stop", failed);
        }
    }

    private void dismissGuard() throws IOException {
        try (OutputStream pipe = guard.getOutputStream()) {
            pipe.write("ended\n".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
