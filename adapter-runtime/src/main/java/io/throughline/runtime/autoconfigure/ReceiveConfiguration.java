package io.throughline.runtime.autoconfigure;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.runtime.RuntimeProperties;
import io.throughline.runtime.dispatch.Dispatcher;
import io.throughline.runtime.dispatch.Engines;
import io.throughline.runtime.receive.Bound;
import io.throughline.runtime.receive.CommandSink;
import io.throughline.runtime.receive.DeadLetterSink;
import io.throughline.runtime.receive.EventSink;
import io.throughline.runtime.receive.IngestAddress;
import io.throughline.runtime.receive.LargeEvents;
import io.throughline.runtime.store.Backlog;
import io.throughline.runtime.store.DeadLetters;
import io.throughline.runtime.store.ParkedDeliveries;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What writes messages down. */
@Configuration(proxyBeanMethods = false)
class ReceiveConfiguration {

    private static final Duration RECHECK = Duration.ofSeconds(1);

    @Bean
    Bound bound(Backlog backlog, RuntimeProperties properties) {
        return new Bound(backlog, properties.maxDue(), RECHECK);
    }

    @Bean(destroyMethod = "close")
    LargeEvents largeEvents(IngestAddress address) {
        return new LargeEvents(address);
    }

    @Bean
    EventSink.Intake eventIntake(Bound bound, LargeEvents large) {
        return new EventSink.Intake(bound, large);
    }

    @Bean
    Counter suppressedDuplicates(MeterRegistry meters, CatalogueEntry entry) {
        return Counter.builder("throughline.duplicates.suppressed")
                .tag("integration", entry.integration())
                .tag("layer", "sequence")
                .register(meters);
    }

    @Bean
    EventSink eventSink(
            CatalogueEntry entry,
            Engines.Tables tables,
            Dispatcher dispatcher,
            EventSink.Intake intake,
            Counter suppressed) {
        return new EventSink(entry.integration(), tables, dispatcher, intake, suppressed);
    }

    @Bean
    DeadLetterSink deadLetterSink(DeadLetters letters, EventSink events, RuntimeProperties properties) {
        return new DeadLetterSink(letters, events, properties.deadLetters());
    }

    @Bean
    CommandSink commandSink(
            CatalogueEntry entry,
            ParkedDeliveries parked,
            Engines.Tables tables,
            Dispatcher dispatcher,
            OutcomeSignal signal) {
        return new CommandSink(entry.integration(), parked, tables.inbox(), dispatcher, signal::committed);
    }

    @Bean
    Receiving receiving(
            Receivers receivers,
            CatalogueEntry entry,
            EventSink events,
            DeadLetterSink deadLetters,
            CommandSink commands) {
        return new Receiving(receivers, entry.integration(), events, deadLetters, commands);
    }
}
