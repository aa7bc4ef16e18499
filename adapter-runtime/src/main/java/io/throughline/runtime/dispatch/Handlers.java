package io.throughline.runtime.dispatch;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderEvent;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The adapter's handlers by the name of the event type each acts on. */
public final class Handlers {

    private final Map<String, EventHandler<?>> byType;

    /** @throws IllegalStateException when two handlers act on one event type */
    public Handlers(List<? extends EventHandler<?>> handlers) {
        this.byType = handlers.stream()
                .collect(Collectors.toUnmodifiableMap(handler -> handler.type().name(), Function.identity()));
    }

    /** Names of the event types acted on. */
    public Set<String> types() {
        return byType.keySet();
    }

    boolean actsOn(String type) {
        return byType.containsKey(type);
    }

    @SuppressWarnings("unchecked") // a handler is filed under the name of the type it declares
    <E extends OrderEvent> Outcome handle(EventEnvelope<E> event, Delivery delivery) {
        EventHandler<E> handler = (EventHandler<E>) byType.get(event.type().name());
        if (handler == null) {
            throw new IllegalStateException("No handler acts on " + event.type().name());
        }
        return handler.handle(event, delivery);
    }
}
