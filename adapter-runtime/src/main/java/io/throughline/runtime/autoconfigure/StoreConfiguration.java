package io.throughline.runtime.autoconfigure;

import io.throughline.runtime.RateProperties;
import io.throughline.runtime.RuntimeProperties;
import io.throughline.runtime.dispatch.Engines;
import io.throughline.runtime.receive.Adopting;
import io.throughline.runtime.store.Backlog;
import io.throughline.runtime.store.CallRates;
import io.throughline.runtime.store.DeadLetters;
import io.throughline.runtime.store.Gaps;
import io.throughline.runtime.store.Inbox;
import io.throughline.runtime.store.Lease;
import io.throughline.runtime.store.OutcomeLog;
import io.throughline.runtime.store.Pauses;
import io.throughline.runtime.store.RuntimeSchema;
import io.throughline.runtime.store.Settlements;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The adapter's own tables. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    private static final int LOOKED_AT_ONCE = 10_000;

    /** The adapter's own scripts find the runtime's tables in the schema already, and the other way round. */
    @Bean
    FlywayConfigurationCustomizer besideTheRuntimesTables() {
        return configuration -> configuration.baselineOnMigrate(true).baselineVersion("0");
    }

    /** After the adapter's own scripts: inventory-adapter's made tables that are the runtime's today. */
    @Bean
    @DependsOnDatabaseInitialization
    RuntimeSchema runtimeSchema(DataSource dataSource) {
        return new RuntimeSchema(dataSource);
    }

    @Bean
    Engines.Tables tables(RuntimeSchema schema, Clock clock, RuntimeProperties properties) {
        Lease lease = new Lease(UUID.randomUUID(), properties.lease());
        return new Engines.Tables(new Inbox(schema, clock, lease), new Settlements(schema, clock));
    }

    @Bean
    CallRates callRates(RuntimeSchema schema, RateProperties rate) {
        return new CallRates(schema, rate);
    }

    @Bean
    Pauses pauses(RuntimeSchema schema, Clock clock) {
        return new Pauses(schema, clock);
    }

    @Bean
    DeadLetters deadLetters(RuntimeSchema schema, Clock clock) {
        return new DeadLetters(schema, clock);
    }

    @Bean
    Backlog backlog(RuntimeSchema schema, Clock clock) {
        return new Backlog(schema, clock);
    }

    @Bean
    Gaps gaps(RuntimeSchema schema, Clock clock, RuntimeProperties properties, Adopting adopting) {
        return new Gaps(schema, clock, properties.gapAfter(), LOOKED_AT_ONCE, adopting::missedFrom);
    }

    @Bean
    OutcomeLog outcomeLog(RuntimeSchema schema) {
        return new OutcomeLog(schema);
    }
}
