package io.throughline.runtime.store;

import java.util.Locale;

/**
 * Which deliveries a pause stops.
 *
 * @param name empty for the integration; the shop as order keys begin ({@code shopify:demo-shop}); the event type
 *     ({@code order.placed.v1}); the order key
 */
public record PauseScope(Kind kind, String name) {

    /** What a pause is about. */
    public enum Kind {
        INTEGRATION,
        SHOP,
        TYPE,
        ORDER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** All deliveries of this adapter. */
    public static final PauseScope INTEGRATION = new PauseScope(Kind.INTEGRATION, "");

    public PauseScope {
        if ((kind == Kind.INTEGRATION) != name.isEmpty()) {
            throw new IllegalArgumentException("A pause of " + kind + " cannot be named '" + name + "'");
        }
    }

    /** Whether the pause stops this delivery. */
    public boolean covers(LeasedDelivery delivery) {
        return switch (kind) {
            case INTEGRATION -> true;
            case SHOP -> delivery.orderKey().startsWith(name + ":");
            case TYPE -> delivery.type().equals(name);
            case ORDER -> delivery.orderKey().equals(name);
        };
    }
}
