package io.throughline.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.testing.TestDatabase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
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

    @ImportAutoConfiguration(DataSourceAutoConfiguration.class)
    static class Service {}

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
