package io.throughline.runtime.store;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.throughline.backbone.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class RuntimeSchemaIT {

    final DriverManagerDataSource database =
            new DriverManagerDataSource(TestDatabase.create().url());

    @Test
    void theReleaseBeforeStartsOnTheTablesOfALaterOne() {
        new RuntimeSchema(database);
        JdbcClient.create(database).sql("""
                insert into throughline_runtime_history (installed_rank, version, description, type, script, checksum,
                                                         installed_by, execution_time, success)
                values (1000, '99991231.01', 'create later', 'SQL', 'V99991231_01__create_later.sql', 1, 'x', 1, true)
                """).update();

        assertThatCode(() -> new RuntimeSchema(database)).doesNotThrowAnyException();
    }
}
