package io.throughline.stack.check;

import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.events.OrderPlaced;
import io.throughline.events.Topology;
import io.throughline.stack.database.AdapterTables;
import io.throughline.stack.database.IngestTables;
import io.throughline.stack.database.LoggedEvent;
import io.throughline.stack.parts.Service;
import io.throughline.stack.parts.Stack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Breaks the running system from outside; nothing in it knows of this. */
final class Saboteur {

    private static final int REPEATED = 20;

    private final Stack stack;
    private final IngestTables ingest;
    private final Map<?, AdapterTables> adapters;
    private final Patience patience;

    Saboteur(Stack stack, IngestTables ingest, Map<?, AdapterTables> adapters, Patience patience) {
        this.stack = stack;
        this.ingest = ingest;
        this.adapters = Map.copyOf(adapters);
        this.patience = patience;
    }

    /** Every layer that suppresses what comes twice is gone, and some events come twice. */
    void suppression() {
        stack.downstreams().shipBob().honourIdempotency(false);
        stack.downstreams().xero().honourIdempotency(false);
        stack.downstreams().inventory().honourIdempotency(false);
        List<LoggedEvent> placed = ingest.events(OrderPlaced.TYPE.name(), REPEATED);
        long before = outcomes();
        adapters.values().forEach(AdapterTables::forgetPositions);
        try (BatchPublisher publisher = BatchPublisher.connectedTo(stack.brokerConnection())) {
            publisher.publish(
                    Topology.ORDERS,
                    placed.stream().map(event -> message(event, Map.of())).toList());
        }
        long awaited = before + (long) placed.size() * adapters.size();
        patience.await(() -> outcomes() >= awaited);
    }

    private long outcomes() {
        return adapters.values().stream().mapToLong(AdapterTables::outcomes).sum();
    }

    private static OutboundMessage message(LoggedEvent event, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                Topology.ORDER_KEY, event.orderKey(),
                Topology.ORDER_REF, event.orderRef().toString(),
                Topology.ORDER_SEQUENCE, event.sequence()));
        properties.putAll(more);
        return new OutboundMessage(
                UUID.randomUUID().toString(),
                event.type(),
                event.webhookId().toString(),
                EventCodec.CONTENT_TYPE,
                properties,
                event.body());
    }

    /** One more order is accepted and understood, and its events disappear before anybody relays them. */
    void loseEvents(Story story, Teller teller) {
        unrelayed(story, teller, () -> ingest.deleteEvents(story.orderKey()));
    }

    /** One more order's first event reaches everybody but this adapter. */
    void loseMessage(Story story, Teller teller, Service adapter) {
        unrelayed(story, teller, () -> {
            try (BatchPublisher publisher = BatchPublisher.connectedTo(stack.brokerConnection())) {
                publisher.publish(Topology.ORDERS, allBut(adapter, ingest.eventsIn(story.orderKey())));
            }
            ingest.skipRelay();
        });
    }

    private List<OutboundMessage> allBut(Service adapter, List<LoggedEvent> events) {
        Stream<OutboundMessage> first = stack.lineup().services().stream()
                .filter(service -> !service.equals(adapter))
                .map(service -> message(events.getFirst(), Map.of(Topology.TARGET, service.module())));
        Stream<OutboundMessage> others = events.stream().skip(1).map(event -> message(event, Map.of()));
        return Stream.concat(first, others).toList();
    }

    private void unrelayed(Story story, Teller teller, Runnable meanwhile) {
        UUID thief = ingest.takeRelayLease();
        try {
            teller.tell(List.of(story));
            int events = Expectation.of(story).events();
            if (!patience.await(() -> ingest.eventsOf(story.orderKey()) == events)) {
                throw new IllegalStateException("Ingest did not log the events of " + story.orderKey());
            }
            meanwhile.run();
        } finally {
            ingest.giveRelayLeaseBack(thief);
        }
    }
}
