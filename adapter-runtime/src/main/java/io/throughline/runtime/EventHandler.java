package io.throughline.runtime;

import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.OrderEvent;
import java.util.function.BiFunction;

/**
 * What an adapter does about one type of event. A Spring bean; the runtime calls it once per attempt, events of one
 * order strictly one after the other, and again after a failure.
 */
public interface EventHandler<E extends OrderEvent> {

    EventType<E> type();

    /**
     * Brings the downstream system to what the event's snapshot asks for.
     *
     * @throws TransientFailure when the same delivery may succeed later
     * @throws PermanentFailure when it never can
     */
    Outcome handle(EventEnvelope<E> event, Delivery delivery);

    /** A handler that is one sentence. */
    static <E extends OrderEvent> EventHandler<E> of(
            EventType<E> type, BiFunction<EventEnvelope<E>, Delivery, Outcome> handle) {
        return new EventHandler<>() {

            @Override
            public EventType<E> type() {
                return type;
            }

            @Override
            public Outcome handle(EventEnvelope<E> event, Delivery delivery) {
                return handle.apply(event, delivery);
            }
        };
    }
}
