package io.throughline.testkit;

import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.OrderEvent;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;

/** Does for events of one more type what {@link SoundHandler} does for placed orders. */
record OrderKeptHandler<E extends OrderEvent>(EventType<E> type, SoundHandler handler) implements EventHandler<E> {

    @Override
    public Outcome handle(EventEnvelope<E> event, Delivery delivery) {
        String key = delivery.effectKey("shipment").value();
        return handler.ship(event.data().order(), key, delivery);
    }
}
