package io.throughline.events.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much of an integration.
 *
 * @param name {@code shopify:demo-shop}, {@code order.placed.v1} or an order key; absent for the whole integration
 */
public record Scope(Of of, @Nullable String name) {

    /** What the name names. */
    public enum Of {
        @JsonProperty("integration")
        INTEGRATION,
        @JsonProperty("shop")
        SHOP,
        @JsonProperty("event-type")
        EVENT_TYPE,
        @JsonProperty("order")
        ORDER
    }

    public Scope {
        if ((of == Of.INTEGRATION) != (name == null || name.isBlank())) {
            throw new IllegalArgumentException(
                    "A shop, an event type and an order have a name, an integration has none");
        }
    }

    /** The scope in one word: {@code shop:shopify:demo-shop}. */
    public String word() {
        String kind = of.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return name == null ? kind : kind + ":" + name;
    }
}
