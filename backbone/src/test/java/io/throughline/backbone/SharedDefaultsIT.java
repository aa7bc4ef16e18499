package io.throughline.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.testing.TestDatabase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;

class SharedDefaultsIT {

    @Test
    void aServiceWaitsForADatabaseThatIsJustComingBack() throws SQLException {
        String url = TestDatabase.create().url() + "&socketFactory=" + Restarting.class.getName();

        try (var service = new SpringApplicationBuilder(Service.class)
                        .web(WebApplicationType.NONE)
                        .properties("spring.datasource.url=" + url)
                        .run();
                Connection connection = service.getBean(DataSource.class).getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
        }

        assertThat(Restarting.ATTEMPTS.get()).isGreaterThan(Restarting.REFUSED);
    }

    @Test
    void theReleaseBeforeStartsOnTheTablesOfALaterOne(@TempDir Path scripts) throws IOException {
        String url = TestDatabase.create().url();
        Files.writeString(scripts.resolve("V20260101_01__create_one.sql"), "create table one (id int)");
        Path later = scripts.resolve("V20260102_01__create_two.sql");
        Files.writeString(later, "create table two (id int)");
        assertThat(versions(url, scripts)).contains("20260102.01");
        Files.delete(later);

        assertThat(versions(url, scripts)).contains("20260101.01");
    }

    /** Of what a service found applied once it had started. */
    private static List<String> versions(String url, Path scripts) {
        try (var service = new SpringApplicationBuilder(MigratingService.class)
                .web(WebApplicationType.NONE)
                .properties("spring.datasource.url=" + url, "spring.flyway.locations=filesystem:" + scripts)
                .run()) {
            return Stream.of(service.getBean(Flyway.class).info().applied())
                    .map(applied -> applied.getVersion().getVersion())
                    .toList();
        }
    }

    @ImportAutoConfiguration(DataSourceAutoConfiguration.class)
    static class Service {}

    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    static class MigratingService {}

    /** The way to a database that refuses the first connections. */
    public static class Restarting extends SocketFactory {

        static final int REFUSED = 2;
        static final AtomicInteger ATTEMPTS = new AtomicInteger();

        @Override
        public Socket createSocket() throws IOException {
            if (ATTEMPTS.incrementAndGet() <= REFUSED) {
                throw new ConnectException("Connection refused");
            }
            return new Socket();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
        }
    }
}
