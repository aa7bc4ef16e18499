package io.throughline.runtime.autoconfigure;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.RuntimeProperties;
import io.throughline.runtime.catalogue.IntegrationYaml;
import io.throughline.runtime.dispatch.CallGate;
import io.throughline.runtime.dispatch.Dispatcher;
import io.throughline.runtime.dispatch.Engine;
import io.throughline.runtime.dispatch.Engines;
import io.throughline.runtime.dispatch.Handlers;
import io.throughline.runtime.receive.IngestAddress;
import io.throughline.runtime.report.OutcomePublisher;
import java.time.Clock;
import java.util.List;
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
@EnableConfigurationProperties({RuntimeProperties.class, IngestAddress.class})
@Import({StoreConfiguration.class, ReportConfiguration.class, ReceiveConfiguration.class})
class RuntimeAutoConfiguration {

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

    @Bean
    CallGate callGate(CircuitBreakerRegistry breakers, CatalogueEntry entry) {
        return new CallGate(breakers.circuitBreaker(entry.integration()));
    }

    @Bean
    Engines engines(RuntimeProperties properties, Clock clock, MeterRegistry meters) {
        return new Engines(properties, clock, meters);
    }

    @Bean
    Dispatcher dispatcher(Engines engines, Engines.Tables tables, CallGate gate) {
        return engines.dispatcher(tables.inbox(), gate);
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
    Acting acting(Engine engine) {
        return new Acting(engine);
    }

    @Bean
    OutcomePublisher outcomePublisher(BatchPublisher publisher) {
        return new OutcomePublisher(publisher);
    }
}
