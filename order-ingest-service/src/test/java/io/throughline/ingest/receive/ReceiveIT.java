package io.throughline.ingest.receive;

import io.throughline.backbone.testing.TestDatabase;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

class ReceiveIT extends ReceiveContract {

    @TestConfiguration(proxyBeanMethods = false)
    static class Database {

        @Bean
        JdbcConnectionDetails database() {
            return TestDatabase.create();
        }
    }
}
