package io.throughline.runtime.autoconfigure;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.backbone.trace.Tracing;
import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.RateProperties;
import io.throughline.runtime.RuntimeProperties;
import io.throughline.runtime.catalogue.IntegrationYaml;
import io.throughline.runtime.dispatch.CallGate;
import io.throughline.runtime.dispatch.CallRate;
import io.throughline.runtime.dispatch.CallShare;
import io.throughline.runtime.dispatch.Dispatcher;
import io.throughline.runtime.dispatch.Engine;
import io.throughline.runtime.dispatch.Engines;
import io.throughline.runtime.dispatch.Handlers;
import io.throughline.runtime.dispatch.PauseWatch;
import io.throughline.runtime.policy.RetryPolicy;
import io.throughline.runtime.receive.IngestAddress;
import io.throughline.runtime.report.OutcomePublisher;
import io.throughline.runtime.store.CallMembers;
import io.throughline.runtime.store.CallRates;
import io.throughline.runtime.store.Pauses;
import io.throughline.runtime.store.RuntimeSchema;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** What acts on deliveries. */
@AutoConfiguration(
        afterName = {
            "io.throughline.backbone.BackboneAutoConfiguration",
            "io.throughline.backbone.servicebus.ServiceBusAutoConfiguration",
            "io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration"
        })
@EnableConfigurationProperties({RuntimeProperties.class, RateProperties.class, IngestAddress.class})
@Import({
    FacilityConfiguration.class,
    StoreConfiguration.class,
    ReportConfiguration.class,
    ReceiveConfiguration.class,
    CommandConfiguration.class,
    InspectionConfiguration.class
})
class RuntimeAutoConfiguration {

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration PAUSED_WAIT = Duration.ofMinutes(10);
    private static final Duration ACCESS_PROBE = Duration.ofMinutes(2);

    @Bean
    CatalogueEntry catalogueEntry() {
        return new IntegrationYaml().read();
    }

    @Bean
    Handlers handlers(List<EventHandler<?>> handlers, CatalogueEntry entry) {
        Handlers filed = new Handlers(handlers);
        if (!filed.types().equals(java.util.Set.copyOf(entry.events()))) {
            throw new IllegalStateException("integration.yaml lists the events " + entry.events()
                    + ", but there are handlers for " + filed.types());
        }
        return filed;
    }

    /** Often enough for every instance to obey within 5 s. */
    @Bean(destroyMethod = "stop")
    PauseWatch pauseWatch(Pauses pauses, MeterRegistry meters, CatalogueEntry entry) {
        PauseWatch watch = new PauseWatch(pauses, LOOK);
        Gauge.builder("throughline.paused", watch, PauseWatch::count)
                .tag("integration", entry.integration())
                .register(meters);
        return watch;
    }

    @Bean
    CircuitBreaker circuitBreaker(CircuitBreakerRegistry breakers, CatalogueEntry entry) {
        return breakers.circuitBreaker(entry.integration());
    }

    @Bean(destroyMethod = "stop")
    CallShare callShare(RuntimeSchema schema, RateProperties rate) {
        CallMembers members = new CallMembers(schema, rate.tenant(), UUID.randomUUID());
        return new CallShare(members, rate.callsAtOnce(), LOOK);
    }

    @Bean
    CallRate callRate(CallRates rates, CallShare share, RuntimeProperties properties) {
        return new CallRate(rates, share, properties.attemptTimeout());
    }

    @Bean
    CallGate callGate(
            CircuitBreaker breaker, PauseWatch pauses, CallRate rate, RuntimeProperties properties, Clock clock) {
        return new CallGate(
                breaker, pauses, rate, new CallGate.Settings(properties.maxLeased(), PAUSED_WAIT, ACCESS_PROBE), clock);
    }

    @Bean
    Engines engines(
            RuntimeProperties properties, Clock clock, MeterRegistry meters, CatalogueEntry entry, Tracing tracing) {
        return new Engines(
                properties,
                clock,
                meters,
                RetryPolicy.of(properties.retry(), entry.sla().lag()),
                tracing);
    }

    @Bean
    Dispatcher dispatcher(Engines engines, Engines.Tables tables, CallGate gate, Handlers handlers) {
        return engines.dispatcher(tables.inbox(), gate, handlers);
    }

    @Bean
    Engines.Adapter adapter(CatalogueEntry entry, Handlers handlers, CallGate gate, OutcomeSignal signal) {
        return new Engines.Adapter(entry.integration(), handlers, gate, signal);
    }

    @Bean
    Engine engine(Engines engines, Dispatcher dispatcher, Engines.Tables tables, Engines.Adapter adapter) {
        return engines.engine(dispatcher, tables, adapter);
    }

    @Bean
    Acting acting(Engine engine, PauseWatch pauses, CallShare share) {
        return new Acting(engine, pauses, share);
    }

    @Bean
    OutcomePublisher outcomePublisher(BatchPublisher publisher) {
        return new OutcomePublisher(publisher);
    }
}
