package io.throughline.ingest.understand;

import io.throughline.backbone.json.EventCodec;
import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.EventTypes;
import io.throughline.events.OrderDeleted;
import io.throughline.events.OrderEvent;
import io.throughline.events.OrderPlaced;
import io.throughline.ingest.TimeOrderedIds;
import io.throughline.ingest.store.LoggedEvent;
import io.throughline.ingest.store.OrderState;
import io.throughline.ingest.store.StoredWebhook;
import io.throughline.ingest.storefront.Meaning.Deletion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Gives events their id, their place in the order's sequence and their bytes. */
@Component
class Numbering {

    private final TimeOrderedIds ids;
    private final EventCodec codec;

    Numbering(TimeOrderedIds ids, EventCodec codec) {
        this.ids = ids;
        this.codec = codec;
    }

    List<LoggedEvent> number(Reading reading, Derivation derivation) {
        int sequence = derivation.after().lastSequence() - derivation.events().size();
        List<LoggedEvent> numbered = new ArrayList<>();
        for (OrderEvent event : derivation.events()) {
            sequence++;
            numbered.add(
                    logged(reading, envelope(typeOf(event), event, reading, new Place(derivation.after(), sequence))));
        }
        return numbered;
    }

    private LoggedEvent logged(Reading reading, EventEnvelope<?> event) {
        return new LoggedEvent(
                event.id(),
                event.orderRef(),
                event.sequence(),
                event.orderKey(),
                event.type().name(),
                reading.webhook().id(),
                event.traceparent(),
                event.acceptedAt(),
                event.test(),
                codec.write(event));
    }

    private <E extends OrderEvent> EventEnvelope<E> envelope(
            EventType<E> type, OrderEvent event, Reading reading, Place place) {
        StoredWebhook webhook = reading.webhook();
        return new EventEnvelope<>(
                ids.next(),
                "/" + webhook.source() + "/" + webhook.shop(),
                place.order().orderKey(),
                type,
                place.order().orderRef(),
                place.sequence(),
                occurredAt(event, reading),
                webhook.receivedAt(),
                webhook.origin(),
                webhook.traceparent(),
                event.order().test(),
                type.payload().cast(event));
    }

    private static Instant occurredAt(OrderEvent event, Reading reading) {
        return switch (event) {
            case OrderPlaced(var order) -> order.createdAt();
            case OrderDeleted deleted
            when reading.meaning() instanceof Deletion deletion ->
                deletion.at() == null ? reading.webhook().receivedAt() : deletion.at();
            default -> event.order().sourceVersion();
        };
    }

    private static EventType<?> typeOf(OrderEvent event) {
        return EventTypes.ALL.stream()
                .filter(type -> type.payload().isInstance(event))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No type for " + event.getClass()));
    }

    private record Place(OrderState order, int sequence) {}
}
