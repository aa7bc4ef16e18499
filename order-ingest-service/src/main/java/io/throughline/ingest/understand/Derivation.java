package io.throughline.ingest.understand;

import io.throughline.events.OrderEvent;
import io.throughline.ingest.store.Ending.Result;
import io.throughline.ingest.store.OrderState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one webhook means for one order.
 *
 * @param after the order as it is known from now on
 * @param code why nothing came of it; absent when events did
 * @param detail for a person
 */
record Derivation(
        OrderState after,
        Result result,
        @Nullable String code,
        @Nullable String detail,
        List<OrderEvent> events) {

    Derivation {
        events = List.copyOf(events);
    }

    static Derivation events(OrderState after, List<OrderEvent> events) {
        return new Derivation(after, Result.EVENTS, null, null, events);
    }

    static Derivation noChange(OrderState after, String code) {
        return new Derivation(after, Result.NO_CHANGE, code, null, List.of());
    }

    static Derivation quarantined(OrderState after, String code, String detail) {
        return new Derivation(after, Result.QUARANTINED, code, detail, List.of());
    }
}
