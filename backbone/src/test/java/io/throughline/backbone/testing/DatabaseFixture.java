package io.throughline.backbone.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A fresh database with a pool, for tests that run SQL without a Spring context. */
public final class DatabaseFixture implements AutoCloseable {

    private final HikariDataSource pool;

    public DatabaseFixture() {
        this(TestDatabase.create());
    }

    public DatabaseFixture(DatabaseTemplate tables) {
        this(tables.copy());
    }

    private DatabaseFixture(TestDatabase database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.getJdbcUrl());
        config.setUsername(database.getUsername());
        config.setPassword(database.getPassword());
        config.setMaximumPoolSize(8);
        this.pool = new HikariDataSource(config);
    }

    public HikariDataSource dataSource() {
        return pool;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(pool);
    }

    @Override
    public void close() {
        pool.close();
    }
}
