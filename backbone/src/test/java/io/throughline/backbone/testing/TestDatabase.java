package io.throughline.backbone.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * A database of its own, empty unless it is a copy, in one PostgreSQL server per JVM that ends with the JVM.
 *
 * @param url JDBC URL, user included
 */
public record TestDatabase(String url) implements JdbcConnectionDetails {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String EMPTY = "template1";

    public static TestDatabase create() {
        return copyOf(EMPTY);
    }

    static TestDatabase copyOf(TestDatabase original) {
        return copyOf(original.name());
    }

    private static TestDatabase copyOf(String original) {
        String name = "test_" + COUNT.incrementAndGet();
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database %s template %s".formatted(name, original));
        } catch (SQLException refused) {
            throw new IllegalStateException("Cannot create database " + name, refused);
        }
        return new TestDatabase(Server.POSTGRES.getJdbcUrl("postgres", name));
    }

    private String name() {
        return url.replaceAll(".*/|\\?.*", "");
    }

    @Override
    public String getJdbcUrl() {
        return url;
    }

    @Override
    public String getUsername() {
        return "postgres";
    }

    @Override
    public String getPassword() {
        return "postgres";
    }

    private static final class Server {

        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException failed) {
                throw new UncheckedIOException("The embedded PostgreSQL does not start", failed);
            }
        }
    }
}
