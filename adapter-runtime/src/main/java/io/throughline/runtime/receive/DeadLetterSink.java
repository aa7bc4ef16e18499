package io.throughline.runtime.receive;

import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.servicebus.BatchSink;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.events.Topology;
import io.throughline.runtime.RuntimeProperties.DeadLetterAction;
import io.throughline.runtime.policy.DeadLetterPolicy;
import io.throughline.runtime.policy.Fingerprint;
import io.throughline.runtime.policy.Fingerprint.Cause;
import io.throughline.runtime.store.DeadLetters;
import io.throughline.runtime.store.DeadLetters.DeadLetter;
import io.throughline.runtime.store.DeadLetters.Place;
import io.throughline.runtime.store.DeliveryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Drains the dead-letter sub-queue. Messages dead-lettered by count or age are not poison and are written down like any
 * other; of the rest the adapter's policy decides. What is parked is kept, in its event's place where its properties
 * tell whose event it was.
 */
public final class DeadLetterSink implements BatchSink {

    private final DeadLetters letters;
    private final BatchSink living;
    private final DeadLetterPolicy policy;
    private final String integration;

    /** @param living where messages of this subscription are written down */
    public DeadLetterSink(String integration, DeadLetters letters, BatchSink living, DeadLetterPolicy policy) {
        this.integration = integration;
        this.letters = letters;
        this.living = living;
        this.policy = policy;
    }

    @Override
    public List<Refusal> write(List<InboundMessage> batch) {
        List<InboundMessage> again = new ArrayList<>();
        List<DeadLetter> kept = new ArrayList<>();
        for (InboundMessage message : batch) {
            switch (policy.decide(reason(message))) {
                case RETRY -> again.add(message);
                case PARK -> kept.add(letter(asFound(message), false));
                case DISCARD -> kept.add(letter(asFound(message), true));
            }
        }
        for (Refusal refused : again.isEmpty() ? List.<Refusal>of() : living.write(again)) {
            kept.add(letter(refused, policy.decideAgain(refused.reason()) == DeadLetterAction.DISCARD));
        }
        if (!kept.isEmpty()) {
            letters.keep(kept);
        }
        return List.of();
    }

    private static Refusal asFound(InboundMessage message) {
        return new Refusal(
                message, reason(message), message.deadLetterDescription().orElse(""));
    }

    private static String reason(InboundMessage message) {
        return message.deadLetterReason().orElse("unknown");
    }

    private DeadLetter letter(Refusal refused, boolean discarded) {
        InboundMessage message = refused.message();
        String subject = message.subject().orElse("");
        return new DeadLetter(
                message.id(),
                subject,
                refused.reason(),
                refused.description(),
                Deflated.deflate(message.body()),
                message.enqueuedAt(),
                place(message).orElse(null),
                Fingerprint.of(new Cause(integration, subject, "DeadLetter", refused.reason(), refused.description())),
                discarded);
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
