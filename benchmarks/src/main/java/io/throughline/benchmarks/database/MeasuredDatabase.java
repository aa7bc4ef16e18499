package io.throughline.benchmarks.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.throughline.benchmarks.WorkFolder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A PostgreSQL of its own that forces every commit to disk, and what it is made to do. */
final class MeasuredDatabase implements AutoCloseable {

    private static final String WRITTEN = "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint";

    private static final String FORCED = """
            select coalesce(sum(fsyncs), 0)::bigint from pg_stat_io
            where object = 'wal' and backend_type = 'client backend'
            """;

    private final WorkFolder folder;
    private final EmbeddedPostgres server;
    private final HikariDataSource pool;
    private final RoundTrips roundTrips;
    private final JdbcClient jdbc;

    private MeasuredDatabase(WorkFolder folder, EmbeddedPostgres server, int connections) {
        this.folder = folder;
        this.server = server;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(120_000);
        this.pool = new HikariDataSource(config);
        this.roundTrips = new RoundTrips(pool);
        this.jdbc = JdbcClient.create(pool);
    }

    static MeasuredDatabase start(int connections) {
        WorkFolder folder = WorkFolder.create("postgres");
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(folder.path())
                    .setServerConfig("max_connections", "100")
                    // zonky would have both off
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    // Images of pages, checkpoints and vacuum depend on when they last were, not on what a row costs.
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("autovacuum", "off")
                    .setServerConfig("checkpoint_timeout", "1h")
                    .setServerConfig("max_wal_size", "16GB")
                    .start();
            return new MeasuredDatabase(folder, server, connections).checked();
        } catch (IOException failed) {
            throw new UncheckedIOException("The embedded PostgreSQL does not start", failed);
        }
    }

    private MeasuredDatabase checked() {
        String fsync = jdbc.sql("show fsync").query(String.class).single();
        if (!fsync.equals("on")) {
            throw new IllegalStateException("Commits would not be forced to disk: fsync is " + fsync);
        }
        return this;
    }

    /** What is measured uses this one. */
    DataSource counted() {
        return roundTrips.dataSource();
    }

    DataSource uncounted() {
        return pool;
    }

    /** For what is not measured. */
    JdbcClient jdbc() {
        return jdbc;
    }

    /** What the database did for each of so many messages. */
    record Spent(double roundTrips, double walBytes, double fsyncs, double micros) {

        double perSecond() {
            return 1_000_000 / micros;
        }
    }

    /** @param work tells how many messages it wrote */
    Spent measured(Work work) {
        long trips = roundTrips.count();
        long written = number(WRITTEN);
        long forced = forced();
        long before = System.nanoTime();
        double messages = work.run();
        double micros = (System.nanoTime() - before) / 1000.0;
        return new Spent(
                (roundTrips.count() - trips) / messages,
                (number(WRITTEN) - written) / messages,
                (forced() - forced) / messages,
                micros / messages);
    }

    @FunctionalInterface
    interface Work {
        int run();
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    /** Connections keep their counts to themselves for up to ten seconds, unless they are asked. */
    private long forced() {
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
                all.add(pool.getConnection());
            }
            for (Connection connection : all) {
                JdbcClient own = JdbcClient.create(new SingleConnectionDataSource(connection, true));
                own.sql("select pg_stat_force_next_flush()")
                        .query((row, index) -> row.getString(1))
                        .list();
            }
            for (Connection connection : all) {
                connection.close();
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("Cannot ask every connection", failed);
        }
        return number(FORCED);
    }

    @Override
    public void close() {
        pool.close();
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        folder.close();
    }
}
