package io.throughline.stack.database;

import io.throughline.testkit.database.TableLock;
import java.sql.SQLException;
import java.util.Optional;

/** A table that nobody can change until it is closed. */
public final class HeldTable implements AutoCloseable {

    private final PostgresServer server;
    private final TableLock lock;

    private HeldTable(PostgresServer server, TableLock lock) {
        this.server = server;
        this.lock = lock;
    }

    public static HeldTable take(PostgresServer server, String database, String table) {
        try {
            return new HeldTable(server, TableLock.take(() -> server.connect(database), table));
        } catch (SQLException failed) {
            throw server.failure("Cannot hold table " + table, failed);
        }
    }

    /** @see TableLock#waiting */
    public Optional<String> waiting(String text) {
        try {
            return lock.waiting(text);
        } catch (SQLException failed) {
            throw server.failure("Cannot see who waits", failed);
        }
    }

    /** @see TableLock#end */
    public void end(String application) {
        try {
            lock.end(application);
        } catch (SQLException failed) {
            throw server.failure("Cannot end the sessions of " + application, failed);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (SQLException failed) {
            throw server.failure("Cannot let the table go", failed);
        }
    }
}
