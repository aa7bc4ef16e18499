package io.throughline.backbone.json;

import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.EventTypes;
import io.throughline.events.OrderEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.TokenBuffer;

/** Events to bytes and back. */
public final class EventCodec {

    /** Content type of a message that carries one event. */
    public static final String CONTENT_TYPE = "application/cloudevents+json";

    private final JsonMapper mapper = Json.mapper();

    public byte[] write(EventEnvelope<?> event) {
        return mapper.writeValueAsBytes(new CloudEvent(
                "1.0",
                event.id(),
                event.source(),
                event.orderKey(),
                event.type().name(),
                "application/json",
                event.orderRef(),
                event.sequence(),
                event.occurredAt(),
                event.acceptedAt(),
                event.origin(),
                event.traceparent(),
                event.test(),
                event.data(),
                null,
                null));
    }

    /**
     * The whole event.
     *
     * @throws UnreadableEventException when the body is not an event, one of a type or version not known here, or one
     *     whose data must be fetched first
     */
    public EventEnvelope<?> read(byte[] body) {
        CloudEvent wire = parse(body);
        EventType<?> type = EventTypes.named(wire.type()).orElseThrow(() -> unknown(wire.type()));
        return envelope(wire, type);
    }

    /**
     * The event's attributes, for an event type that need not be known here.
     *
     * @throws UnreadableEventException when the body is not an event, or of a known type in an unknown version
     */
    public EventHeader header(byte[] body) {
        CloudEvent wire = parse(body);
        if (EventTypes.isUnknownVersion(wire.type())) {
            throw unknown(wire.type());
        }
        try {
            return new EventHeader(
                    Objects.requireNonNull(wire.id(), "id"),
                    Objects.requireNonNull(wire.subject(), "subject"),
                    wire.type(),
                    Objects.requireNonNull(wire.orderref(), "orderref"),
                    wire.orderseq(),
                    Objects.requireNonNull(wire.acceptedat(), "acceptedat"),
                    wire.time(),
                    wire.test(),
                    wire.traceparent(),
                    reference(wire));
        } catch (NullPointerException missing) {
            throw new UnreadableEventException("unreadable-event", "Attribute " + missing.getMessage() + " is missing");
        }
    }

    private static @Nullable DataReference reference(CloudEvent wire) {
        return wire.dataref() == null || wire.data() != null
                ? null
                : new DataReference(wire.dataref(), Objects.requireNonNull(wire.datasha256(), "datasha256"));
    }

    private CloudEvent parse(byte[] body) {
        try {
            CloudEvent wire = mapper.readValue(body, CloudEvent.class);
            if (!"1.0".equals(wire.specversion()) || wire.type() == null || hasNoData(wire)) {
                throw new UnreadableEventException(
                        "unreadable-event", "Not a CloudEvents 1.0 document with a type and data");
            }
            return wire;
        } catch (JacksonException malformed) {
            throw new UnreadableEventException(
                    "unreadable-event", "Not an event: " + JsonComplaint.of(malformed), malformed);
        }
    }

    private static boolean hasNoData(CloudEvent wire) {
        return wire.data() == null && wire.dataref() == null;
    }

    private static UnreadableEventException unknown(String type) {
        return EventTypes.isUnknownVersion(type)
                ? new UnreadableEventException("unknown-event-version", "This release cannot read " + type)
                : new UnreadableEventException("unknown-event-type", "No event type is called " + type);
    }

    private <E extends OrderEvent> EventEnvelope<E> envelope(CloudEvent wire, EventType<E> type) {
        try {
            return new EventEnvelope<>(
                    Objects.requireNonNull(wire.id(), "id"),
                    Objects.requireNonNull(wire.source(), "source"),
                    Objects.requireNonNull(wire.subject(), "subject"),
                    type,
                    Objects.requireNonNull(wire.orderref(), "orderref"),
                    wire.orderseq(),
                    Objects.requireNonNull(wire.time(), "time"),
                    Objects.requireNonNull(wire.acceptedat(), "acceptedat"),
                    Objects.requireNonNull(wire.origin(), "origin"),
                    Objects.requireNonNull(wire.traceparent(), "traceparent"),
                    wire.test(),
                    data(wire, type));
        } catch (JacksonException | NullPointerException | IllegalArgumentException malformed) {
            throw new UnreadableEventException(
                    "unreadable-event", "Not a " + type.name() + ": " + JsonComplaint.of(malformed), malformed);
        }
    }

    private <E extends OrderEvent> E data(CloudEvent wire, EventType<E> type) {
        TokenBuffer data = (TokenBuffer) Objects.requireNonNull(wire.data(), "data");
        try (JsonParser tokens = data.asParser()) {
            return mapper.readValue(tokens, type.payload());
        }
    }
}
