package io.throughline.runtime.receive;

import io.micrometer.core.instrument.Counter;
import io.throughline.backbone.database.Halving;
import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.json.EventHeader;
import io.throughline.backbone.json.UnreadableEventException;
import io.throughline.backbone.servicebus.BatchSink;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.events.Topology;
import io.throughline.runtime.dispatch.Dispatcher;
import io.throughline.runtime.store.Inbox;
import io.throughline.runtime.store.Inbox.Recorded;
import io.throughline.runtime.store.LeasedDelivery;
import io.throughline.runtime.store.NewDelivery;
import io.throughline.runtime.store.Redeliveries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes events down in batches and starts those whose turn it is. */
public final class EventSink implements BatchSink {

    private final EventCodec codec = new EventCodec();
    private final String integration;
    private final Inbox inbox;
    private final Dispatcher dispatcher;
    private final Bound bound;
    private final Counter suppressed;
    private final Redeliveries redeliveries;

    /** Where events are written down. */
    public record Tables(Inbox inbox, Redeliveries redeliveries) {}

    public EventSink(String integration, Tables tables, Dispatcher dispatcher, Bound bound, Counter suppressed) {
        this.integration = integration;
        this.inbox = tables.inbox();
        this.redeliveries = tables.redeliveries();
        this.dispatcher = dispatcher;
        this.bound = bound;
        this.suppressed = suppressed;
    }

    @Override
    public List<Refusal> write(List<InboundMessage> batch) {
        bound.awaitRoom();
        List<Refusal> refusals = new ArrayList<>();
        List<Incoming> incoming = new ArrayList<>();
        for (InboundMessage message : batch) {
            if (isForUs(message)) {
                try {
                    incoming.add(new Incoming(message, read(message)));
                } catch (UnreadableEventException unreadable) {
                    refusals.add(new Refusal(message, unreadable.code(), String.valueOf(unreadable.getMessage())));
                }
            }
        }
        if (!incoming.isEmpty()) {
            Halving.<Incoming, Optional<Refusal>>write(incoming, this::record, EventSink::unwritable).stream()
                    .flatMap(Optional::stream)
                    .forEach(refusals::add);
        }
        return refusals;
    }

    private record Incoming(InboundMessage message, NewDelivery delivery) {}

    private boolean isForUs(InboundMessage message) {
        return message.property(Topology.TARGET).map(integration::equals).orElse(true);
    }

    private NewDelivery read(InboundMessage message) {
        byte[] body = message.body();
        EventHeader header = codec.header(body);
        return new NewDelivery(
                header.orderRef(),
                header.sequence(),
                header.id(),
                header.orderKey(),
                header.type(),
                Deflated.deflate(body),
                header.acceptedAt());
    }

    private List<Optional<Refusal>> record(List<Incoming> rows) {
        openAgain(rows);
        int reserved = dispatcher.reserve();
        List<LeasedDelivery> started = List.of();
        try {
            Recorded recorded =
                    inbox.record(rows.stream().map(Incoming::delivery).toList(), reserved);
            started = recorded.started();
            suppressed.increment(recorded.suppressed());
            lookAgain(recorded);
            return rows.stream().map(row -> conflict(row, recorded)).toList();
        } finally {
            dispatcher.start(started, reserved);
        }
    }

    /** What came for this integration alone may be wanted, though it is finished or parked. */
    private void openAgain(List<Incoming> rows) {
        List<NewDelivery> redelivered = rows.stream()
                .filter(row -> row.message().property(Topology.TARGET).isPresent())
                .map(Incoming::delivery)
                .toList();
        if (!redelivered.isEmpty() && redeliveries.offer(redelivered) > 0) {
            dispatcher.leftBehind();
        }
    }

    /** Two events in one place of an order: one of them was numbered wrongly, and neither may vanish unseen. */
    private static Optional<Refusal> conflict(Incoming row, Recorded recorded) {
        return recorded.conflicting().contains(row.delivery().eventId())
                ? Optional.of(new Refusal(
                        row.message(),
                        "sequence-conflict",
                        "Another event holds place " + row.delivery().sequence() + " of this order"))
                : Optional.empty();
    }

    /** An event may have finished while this batch was being written: neither side could see the other. */
    private void lookAgain(Recorded recorded) {
        if (recorded.left() > 0) {
            bound.grew();
            dispatcher.leftBehind();
        }
        if (!recorded.lookAgain().isEmpty()) {
            inbox.next(recorded.lookAgain(), 0);
            dispatcher.leftBehind();
        }
    }

    private static Optional<Refusal> unwritable(Incoming row, RuntimeException failure) {
        return Optional.of(new Refusal(row.message(), "unwritable-event", "The database refuses this event's values"));
    }
}
