package io.throughline.runtime;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One event of a group, and how it ended within it. */
public final class Owed<E extends OrderEvent> {

    private final EventEnvelope<E> event;
    private final Delivery delivery;
    private @Nullable Outcome outcome;
    private @Nullable DeliveryFailure failure;
    private @Nullable Evidence evidence;

    /**
     * What concerns one event of a group in a call and its answer; kept without personal data when the delivery is
     * parked.
     */
    public record Evidence(String asked, String said) {}

    public Owed(EventEnvelope<E> event, Delivery delivery) {
        this.event = event;
        this.delivery = delivery;
    }

    public EventEnvelope<E> event() {
        return event;
    }

    public Delivery delivery() {
        return delivery;
    }

    /** It ended well; a failure that was told before stays. */
    public void ended(Outcome how) {
        outcome = how;
    }

    /** It failed by itself, whatever becomes of the others. */
    public void failed(DeliveryFailure why, Evidence part) {
        failure = why;
        evidence = part;
    }

    /** Runs what concerns this event alone, and answers it with the failure if there is one. */
    public void attempt(Runnable work) {
        try {
            work.run();
        } catch (PermanentFailure atFault) {
            failure = atFault;
        }
    }

    /** Whether it still waits for an answer. */
    public boolean isOpen() {
        return outcome == null && failure == null;
    }

    /** How it ended well, unless it failed. */
    public Optional<Outcome> outcome() {
        return failure == null ? Optional.ofNullable(outcome) : Optional.empty();
    }

    /** The outcome, where it stands for itself; throws its failure. */
    public Outcome result() {
        if (failure != null) {
            throw failure;
        }
        return outcome().orElseThrow(() -> new IllegalStateException("An event was not answered"));
    }

    public Optional<DeliveryFailure> failure() {
        return Optional.ofNullable(failure);
    }

    public Optional<Evidence> evidence() {
        return Optional.ofNullable(evidence);
    }
}
