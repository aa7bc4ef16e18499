package io.throughline.testkit.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everybody from changing a table, so that whoever wants to stands still right there, until it is closed. Reading
 * goes on.
 */
public final class TableLock implements AutoCloseable {

    private static final String WAITING = """
            select application_name from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
              and strpos(query, ?) > 0 and pid <> pg_backend_pid()
            order by query_start limit 1
            """;

    /** A backend whose client is gone would carry its statement out all the same, once it gets the lock. */
    private static final String END = """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where datname = current_database() and application_name = ? and wait_event_type = 'Lock'
            """;

    private final Connection holding;
    private final Connection looking;

    private TableLock(Connection holding, Connection looking) {
        this.holding = holding;
        this.looking = looking;
    }

    /** Opens connections to one database. */
    @FunctionalInterface
    public interface Connections {
        Connection open() throws SQLException;
    }

    /** Waits ten seconds at most for those who are changing it. */
    public static TableLock take(Connections database, String table) throws SQLException {
        Connection holding = database.open();
        try (Statement statement = holding.createStatement()) {
            holding.setAutoCommit(false);
            statement.execute("set local lock_timeout = '10s'");
            statement.execute("lock table " + table + " in exclusive mode");
            return new TableLock(holding, database.open());
        } catch (SQLException refused) {
            holding.close();
            throw refused;
        }
    }

    /**
     * Who stands still.
     *
     * @param text stands among the first thousand characters of the statement that waits: {@code with incoming as}
     * @return the application's name as it told PostgreSQL; empty while nobody does
     */
    public Optional<String> waiting(String text) throws SQLException {
        return ask(WAITING, text);
    }

    /** Nothing comes of the statements that this application waits with. */
    public void end(String application) throws SQLException {
        ask(END, application);
    }

    private Optional<String> ask(String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = looking.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                @Nullable String answer = rows.next() ? rows.getString(1) : null;
                return Optional.ofNullable(answer);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try (holding;
                looking) {
            holding.rollback();
        }
    }
}
