package io.throughline.dashboard.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.backbone.http.AuthorizedGet;
import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.dashboard.intake.PublishJudge.Orders;
import io.throughline.dashboard.store.PublishLedger;
import io.throughline.events.Topology;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this module listens to: all topics, and their dead letters. */
@Configuration
class Intake {

    private static final String SUBSCRIPTION = "operations-dashboard";
    private static final int LARGEST_PAGE = 16 * 1024 * 1024;

    @Bean(destroyMethod = "close")
    BatchReceiver orders(Receivers receivers, EventSink sink) {
        return receivers.subscribe(Topology.ORDERS, SUBSCRIPTION, sink);
    }

    @Bean(destroyMethod = "close")
    PublishWatch publishWatch(
            PublishLedger ledger,
            @Qualifier("orders") BatchReceiver orders,
            LogProperties properties,
            MeterRegistry registry,
            Clock clock) {
        PublishJudge judge = new PublishJudge(ledger, Orders.of(orders.reception()), properties, clock);
        return new PublishWatch(reader(ledger, properties, clock), judge, registry, properties, clock);
    }

    private static @Nullable LogReader reader(PublishLedger ledger, LogProperties properties, Clock clock) {
        return ingest(properties)
                .map(ingest -> new LogReader(ingest, ledger, clock))
                .orElse(null);
    }

    @Bean(destroyMethod = "close")
    EventData eventData(LogProperties properties) {
        return new EventData(ingest(properties).orElse(null));
    }

    @Bean(destroyMethod = "close")
    ShopRecords shopRecords(LogProperties properties) {
        return new ShopRecords(ingest(properties).orElse(null));
    }

    /** Absent when nobody said where it is. */
    private static Optional<AuthorizedGet> ingest(LogProperties properties) {
        URI ingest = properties.baseUrl();
        String token = properties.token();
        return ingest == null || token == null
                ? Optional.empty()
                : Optional.of(new AuthorizedGet(ingest, token, properties.timeout(), LARGEST_PAGE));
    }

    @Bean(destroyMethod = "close")
    BatchReceiver outcomes(Receivers receivers, OutcomeSink sink) {
        return receivers.subscribe(Topology.OUTCOMES, SUBSCRIPTION, sink);
    }

    @Bean(destroyMethod = "close")
    BatchReceiver erasures(Receivers receivers, CommandSink sink) {
        return receivers.subscribe(Topology.COMMANDS, SUBSCRIPTION, sink);
    }

    @Bean(destroyMethod = "close")
    BatchReceiver deadErasures(Receivers receivers, CommandSink sink, DeadLetterSinks deadLetters) {
        return receivers.drainDeadLetters(
                Topology.COMMANDS, SUBSCRIPTION, deadLetters.keeping(Topology.COMMANDS, sink));
    }

    @Bean(destroyMethod = "close")
    BatchReceiver deadOrders(Receivers receivers, EventSink sink, DeadLetterSinks deadLetters) {
        return receivers.drainDeadLetters(Topology.ORDERS, SUBSCRIPTION, deadLetters.keeping(Topology.ORDERS, sink));
    }

    @Bean(destroyMethod = "close")
    BatchReceiver deadOutcomes(Receivers receivers, OutcomeSink sink, DeadLetterSinks deadLetters) {
        return receivers.drainDeadLetters(
                Topology.OUTCOMES, SUBSCRIPTION, deadLetters.keeping(Topology.OUTCOMES, sink));
    }
}
