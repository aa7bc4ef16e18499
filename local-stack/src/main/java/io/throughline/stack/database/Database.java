package io.throughline.stack.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One service's database, seen from outside the service. */
final class Database {

    private final PostgresServer server;
    private final String name;

    Database(PostgresServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> query(String sql, Row<T> row, Object... parameters) {
        try (Connection connection = server.connect(name);
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(row.read(rows));
            }
            return found;
        } catch (SQLException failed) {
            throw server.failure("Cannot read database " + name, failed);
        }
    }

    long count(String sql, Object... parameters) {
        return query(sql, row -> row.getLong(1), parameters).getFirst();
    }

    /** @return the number of rows changed */
    int change(String sql, Object... parameters) {
        try (Connection connection = server.connect(name);
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException failed) {
            throw server.failure("Cannot change database " + name, failed);
        }
    }

    /** Carries it out and takes it back. */
    void attempt(String sql) {
        try (Connection connection = server.connect(name)) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = prepare(connection, sql)) {
                statement.execute();
            } finally {
                connection.rollback();
            }
        } catch (SQLException failed) {
            throw server.failure("Cannot ask database " + name, failed);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int place = 0; place < parameters.length; place++) {
            statement.setObject(place + 1, parameters[place]);
        }
        return statement;
    }
}
