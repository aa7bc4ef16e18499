package io.throughline.dashboard.intake;

import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.json.UnreadableEventException;
import io.throughline.backbone.servicebus.BatchSink;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.dashboard.ledger.SeenEvent;
import io.throughline.dashboard.store.EventStore;
import io.throughline.events.Topology;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Takes events: what is owed. */
@Component
class EventSink implements BatchSink {

    private final EventCodec codec;
    private final EventStore store;

    EventSink(EventCodec codec, EventStore store) {
        this.codec = codec;
        this.store = store;
    }

    @Override
    public List<Refusal> write(List<InboundMessage> batch) {
        List<Legible<SeenEvent>> events = new ArrayList<>(batch.size());
        List<Refusal> refusals = new ArrayList<>();
        for (InboundMessage message : batch) {
            try {
                events.add(new Legible<>(message, read(message)));
            } catch (UnreadableEventException unreadable) {
                refuse(message, unreadable, refusals);
            }
        }
        return Legible.writeDown(
                events, rows -> store.record(rows.stream().map(Legible::content).toList()), refusals);
    }

    private SeenEvent read(InboundMessage message) {
        String webhookId = message.correlationId().orElse(null);
        return message.property(Topology.DATA_REFERENCE).isEmpty()
                ? SeenEvent.of(codec.read(message.body()), webhookId)
                : SeenEvent.withoutData(codec.header(message.body()), webhookId);
    }

    /** A type of which no version is known concerns nobody here: it is settled like any other. */
    private static void refuse(InboundMessage message, UnreadableEventException unreadable, List<Refusal> refusals) {
        if (!unreadable.code().equals("unknown-event-type")) {
            refusals.add(new Refusal(message, unreadable.code(), "Not an event that this release can read"));
        }
    }
}
