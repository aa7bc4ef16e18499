package io.throughline.runtime.receive;

import io.micrometer.core.instrument.Counter;
import io.throughline.backbone.database.Halving;
import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.json.EventHeader;
import io.throughline.backbone.json.UnreadableEventException;
import io.throughline.backbone.servicebus.BatchSink;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.backbone.trace.Span;
import io.throughline.backbone.trace.Span.Kind;
import io.throughline.backbone.trace.Tracing;
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
import java.util.Set;
import java.util.UUID;

/** Writes events down in batches and starts those whose turn it is. */
public final class EventSink implements BatchSink {

    private final EventCodec codec = new EventCodec();
    private final String integration;
    private final Inbox inbox;
    private final Dispatcher dispatcher;
    private final Bound bound;
    private final LargeEvents large;
    private final Notes notes;
    private final Redeliveries redeliveries;
    private final Adopting adopting;

    /** Where events are written down. */
    public record Tables(Inbox inbox, Redeliveries redeliveries, Adopting adopting) {}

    /** @param integration to whom events are directed, if to one alone */
    public EventSink(String integration, Tables tables, Dispatcher dispatcher, Intake intake, Notes notes) {
        this.integration = integration;
        this.inbox = tables.inbox();
        this.redeliveries = tables.redeliveries();
        this.adopting = tables.adopting();
        this.dispatcher = dispatcher;
        this.bound = intake.bound();
        this.large = intake.large();
        this.notes = notes;
    }

    /** When events are not simply taken: while there are too many, and when one travels without its data. */
    public record Intake(Bound bound, LargeEvents large) {}

    /** What is told of them. */
    public record Notes(Counter suppressed, Tracing tracing) {}

    @Override
    public List<Refusal> write(List<InboundMessage> batch) {
        bound.awaitRoom();
        List<Refusal> refusals = new ArrayList<>();
        List<Incoming> incoming = new ArrayList<>();
        for (InboundMessage message : batch) {
            if (isForUs(message)) {
                try {
                    read(message, incoming);
                } catch (UnreadableEventException unreadable) {
                    refusals.add(new Refusal(message, unreadable.code(), String.valueOf(unreadable.getMessage())));
                }
            }
        }
        refusals.addAll(writeDown(incoming));
        return refusals;
    }

    private List<Refusal> writeDown(List<Incoming> incoming) {
        return incoming.isEmpty()
                ? List.of()
                : Halving.<Incoming, Optional<Refusal>>write(incoming, this::record, EventSink::unwritable).stream()
                        .flatMap(Optional::stream)
                        .toList();
    }

    /** @param span from its arrival until it is committed, or refused */
    private record Incoming(InboundMessage message, NewDelivery delivery, Span span) {

        boolean isForUsAlone() {
            return message.property(Topology.TARGET).isPresent();
        }
    }

    private boolean isForUs(InboundMessage message) {
        return message.property(Topology.TARGET).map(integration::equals).orElse(true);
    }

    private void read(InboundMessage message, List<Incoming> incoming) {
        byte[] body = message.body();
        EventHeader header = codec.header(body);
        Span span = begin(message, header);
        if (header.reference() == null) {
            incoming.add(new Incoming(message, delivery(header, body), span));
        } else {
            large.take(
                    message,
                    header,
                    whole -> writeDown(List.of(new Incoming(message, delivery(header, whole), span))).stream()
                            .findFirst());
        }
    }

    /** Below its webhook's span, as all that is done about it; the sending, once or again, is linked. */
    private Span begin(InboundMessage message, EventHeader header) {
        if (!notes.tracing().isOn() || header.traceparent() == null) {
            return Span.NONE;
        }
        Span span = notes.tracing().begin(Kind.CONSUMER, "receive orders", header.traceparent(), System.nanoTime());
        if (span.isRecorded()) {
            message.property("traceparent").ifPresent(span::linked);
            span.with("messaging.system", "servicebus")
                    .with("messaging.operation.name", "receive")
                    .with("messaging.operation.type", "receive")
                    .with("messaging.destination.name", Topology.ORDERS)
                    .with("messaging.destination.subscription.name", integration)
                    .with("messaging.message.id", message.id())
                    .with("throughline.event_type", header.type())
                    .with("throughline.order", header.orderKey());
        }
        return span;
    }

    private static NewDelivery delivery(EventHeader header, byte[] body) {
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
            Recorded recorded = inbox.record(owed(rows), reserved);
            started = recorded.started();
            notes.suppressed().increment(recorded.suppressed());
            lookAgain(recorded);
            return rows.stream().map(row -> conflict(row, recorded)).toList();
        } finally {
            dispatcher.start(started, reserved);
        }
    }

    /** What came for this integration alone is owed, even if its order was there before. */
    private List<NewDelivery> owed(List<Incoming> rows) {
        Set<UUID> leftOut = adopting.leaveOut(rows.stream()
                .filter(row -> !row.isForUsAlone())
                .map(Incoming::delivery)
                .toList());
        return rows.stream()
                .map(Incoming::delivery)
                .filter(delivery -> !leftOut.contains(delivery.eventId()))
                .toList();
    }

    /** What came for this integration alone may be wanted, though it is finished or parked. */
    private void openAgain(List<Incoming> rows) {
        List<NewDelivery> redelivered = rows.stream()
                .filter(Incoming::isForUsAlone)
                .map(Incoming::delivery)
                .toList();
        if (redelivered.isEmpty()) {
            return;
        }
        adopting.cameForUsAlone();
        if (redeliveries.offer(redelivered) > 0) {
            dispatcher.leftBehind();
        }
    }

    /** Two events in one place of an order: one of them was numbered wrongly, and neither may vanish unseen. */
    private static Optional<Refusal> conflict(Incoming row, Recorded recorded) {
        if (recorded.conflicting().contains(row.delivery().eventId())) {
            return refused(
                    row,
                    "sequence-conflict",
                    "Another event holds place " + row.delivery().sequence() + " of this order");
        }
        row.span().end();
        return Optional.empty();
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
        return refused(row, "unwritable-event", "The database refuses this event's values");
    }

    private static Optional<Refusal> refused(Incoming row, String code, String description) {
        row.span().failed(code).end();
        return Optional.of(new Refusal(row.message(), code, description));
    }
}
