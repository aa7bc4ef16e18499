package io.throughline.ingest.receive;

import org.junit.jupiter.api.Tag;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The same promises on the PostgreSQL image that production runs; needs Docker. */
@Tag("containers")
class ReceiveContainersIT extends ReceiveContract {

    @TestConfiguration(proxyBeanMethods = false)
    static class Database {

        @Bean(initMethod = "start", destroyMethod = "stop")
        PostgreSQLContainer postgres() {
            return new PostgreSQLContainer("postgres:18-alpine");
        }

        @Bean
        @Primary
        JdbcConnectionDetails database(PostgreSQLContainer postgres) {
            return new JdbcConnectionDetails() {
                @Override
                public String getJdbcUrl() {
                    return postgres.getJdbcUrl();
                }

                @Override
                public String getUsername() {
                    return postgres.getUsername();
                }

                @Override
                public String getPassword() {
                    return postgres.getPassword();
                }
            };
        }
    }
}
