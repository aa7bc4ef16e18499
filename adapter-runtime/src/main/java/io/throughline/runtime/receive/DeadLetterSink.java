package io.throughline.runtime.receive;

import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.servicebus.BatchSink;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.events.Topology;
import io.throughline.runtime.store.DeadLetters;
import io.throughline.runtime.store.DeadLetters.DeadLetter;
import io.throughline.runtime.store.DeadLetters.Place;
import io.throughline.runtime.store.DeliveryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Drains the dead-letter sub-queue. Messages dead-lettered by count or time are not poison and are written down like
 * any other; the rest is kept, and where its properties tell whose event it was, parked in that event's place.
 */
public final class DeadLetterSink implements BatchSink {

    private static final Set<String> NOT_POISON = Set.of("MaxDeliveryCountExceeded", "TTLExpiredException");

    private final DeadLetters letters;
    private final BatchSink events;

    public DeadLetterSink(DeadLetters letters, BatchSink events) {
        this.letters = letters;
        this.events = events;
    }

    @Override
    public List<Refusal> write(List<InboundMessage> batch) {
        List<InboundMessage> innocent = new ArrayList<>();
        List<DeadLetter> poison = new ArrayList<>();
        for (InboundMessage message : batch) {
            if (NOT_POISON.contains(reason(message))) {
                innocent.add(message);
            } else {
                poison.add(letter(
                        message,
                        reason(message),
                        message.deadLetterDescription().orElse("")));
            }
        }
        if (!innocent.isEmpty()) {
            for (Refusal refusal : events.write(innocent)) {
                poison.add(letter(refusal.message(), refusal.reason(), refusal.description()));
            }
        }
        if (!poison.isEmpty()) {
            letters.keep(poison);
        }
        return List.of();
    }

    private static String reason(InboundMessage message) {
        return message.deadLetterReason().orElse("unknown");
    }

    private static DeadLetter letter(InboundMessage message, String reason, String description) {
        return new DeadLetter(
                message.id(),
                message.subject().orElse(""),
                reason,
                description,
                Deflated.deflate(message.body()),
                message.enqueuedAt(),
                place(message).orElse(null));
    }

    private static Optional<Place> place(InboundMessage message) {
        Optional<UUID> orderRef = message.property(Topology.ORDER_REF).flatMap(DeadLetterSink::uuid);
        Optional<Integer> sequence = message.property(Topology.ORDER_SEQUENCE).flatMap(DeadLetterSink::number);
        Optional<UUID> eventId = uuid(message.id().split(":", 2)[0]);
        if (orderRef.isEmpty() || sequence.isEmpty() || eventId.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Place(
                new DeliveryId(orderRef.get(), sequence.get()),
                eventId.get(),
                message.property(Topology.ORDER_KEY).orElse("")));
    }

    private static Optional<UUID> uuid(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[1-9][0-9]{0,8}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
