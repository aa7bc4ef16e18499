package io.throughline.events;

import java.util.List;
import java.util.Optional;

/** Every event type that is published. */
public final class EventTypes {

    public static final List<EventType<?>> ALL = List.of(
            OrderPlaced.TYPE,
            OrderChanged.TYPE,
            OrderPaid.TYPE,
            OrderFulfillmentUpdated.TYPE,
            OrderRefunded.TYPE,
            OrderCancelled.TYPE,
            OrderDeleted.TYPE,
            ShipmentDispatched.TYPE,
            ShipmentDelivered.TYPE,
            ShipmentException.TYPE,
            RedactionRequested.TYPE);

    private EventTypes() {}

    /** @return absent when no type of this name and version is known */
    public static Optional<EventType<?>> named(String name) {
        return ALL.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /** Whether a known fact came in a version that this release cannot read: it must not be ignored. */
    public static boolean isUnknownVersion(String name) {
        return named(name).isEmpty() && ALL.stream().anyMatch(type -> name.startsWith(type.fact() + ".v"));
    }
}
