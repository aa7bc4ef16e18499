package io.throughline.runtime.autoconfigure;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.backbone.trace.Tracing;
import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.runtime.RuntimeProperties;
import io.throughline.runtime.command.CommandInbox;
import io.throughline.runtime.command.CommandLoop;
import io.throughline.runtime.dispatch.CallGate;
import io.throughline.runtime.dispatch.Dispatcher;
import io.throughline.runtime.dispatch.Engines;
import io.throughline.runtime.policy.DeadLetterPolicy;
import io.throughline.runtime.receive.Adopting;
import io.throughline.runtime.receive.Bound;
import io.throughline.runtime.receive.CommandSink;
import io.throughline.runtime.receive.DeadLetterSink;
import io.throughline.runtime.receive.EventSink;
import io.throughline.runtime.receive.IngestAddress;
import io.throughline.runtime.receive.LargeEvents;
import io.throughline.runtime.report.AdoptionRequest;
import io.throughline.runtime.report.OutcomePublisher;
import io.throughline.runtime.store.Backlog;
import io.throughline.runtime.store.CommandTables;
import io.throughline.runtime.store.DeadLetters;
import io.throughline.runtime.store.Redeliveries;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What writes messages down. */
@Configuration(proxyBeanMethods = false)
class ReceiveConfiguration {

    private static final Duration RECHECK = Duration.ofSeconds(1);

    @Bean
    Bound bound(Backlog backlog, CallGate gate, RuntimeProperties properties) {
        return new Bound(backlog, gate::letsCallsThrough, properties.maxDue(), RECHECK);
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
    EventSink.Notes eventNotes(MeterRegistry meters, CatalogueEntry entry, Tracing tracing) {
        return new EventSink.Notes(
                Counter.builder("throughline.duplicates.suppressed")
                        .tag("integration", entry.integration())
                        .tag("layer", "sequence")
                        .register(meters),
                tracing);
    }

    @Bean
    Adopting adopting(
            CommandTables tables,
            AdoptionRequest request,
            OutcomeSignal outcomes,
            RuntimeProperties properties,
            Clock clock) {
        return new Adopting(
                tables.adoptions(),
                () -> request.send(properties.adoption().from()),
                outcomes::leftOut,
                properties,
                clock);
    }

    @Bean
    AdoptionRequest adoptionRequest(OutcomePublisher publisher, CatalogueEntry entry, Clock clock) {
        return new AdoptionRequest(publisher, entry.integration(), clock);
    }

    @Bean
    EventSink.Tables eventTables(Engines.Tables tables, Redeliveries redeliveries, Adopting adopting) {
        return new EventSink.Tables(tables.inbox(), redeliveries, adopting);
    }

    @Bean
    EventSink eventSink(
            CatalogueEntry entry,
            EventSink.Tables tables,
            Dispatcher dispatcher,
            EventSink.Intake intake,
            EventSink.Notes notes) {
        return new EventSink(entry.integration(), tables, dispatcher, intake, notes);
    }

    @Bean
    CommandSink commandSink(CatalogueEntry entry, CommandInbox inbox, CommandLoop loop) {
        return new CommandSink(entry.integration(), inbox, loop::signal);
    }

    @Bean
    Receiving.Sinks sinks(
            CatalogueEntry entry,
            EventSink events,
            CommandSink commands,
            DeadLetters letters,
            RuntimeProperties properties) {
        DeadLetterPolicy policy = new DeadLetterPolicy(properties.deadLetters());
        return new Receiving.Sinks(
                events,
                new DeadLetterSink(entry.integration(), letters, events, policy),
                commands,
                new DeadLetterSink(entry.integration(), letters, commands, policy));
    }

    @Bean
    Receiving receiving(Receivers receivers, CatalogueEntry entry, Receiving.Sinks sinks, Adopting adopting) {
        return new Receiving(receivers, entry.integration(), sinks, adopting);
    }
}
