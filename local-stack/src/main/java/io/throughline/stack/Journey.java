package io.throughline.stack;

import io.throughline.stack.database.OutcomeFeed.Done;
import io.throughline.stack.parts.Service;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One order's way to the systems that it is owed to. */
final class Journey {

    private final String name;
    private final Map<Service, Done> reached = new HashMap<>();

    /** @param name for a person, who finds it by its number: {@code shopify/demo-shop #1001} */
    Journey(String name) {
        this.name = name;
    }

    /** Whether this was the last system. */
    boolean reaches(Service adapter, Done delivered) {
        return reached.putIfAbsent(adapter, delivered) == null
                && reached.size() == Service.known().size();
    }

    @Override
    public String toString() {
        double seconds =
                reached.values().stream().mapToLong(Done::lagMillis).max().orElse(0) / 1000.0;
        return String.format(
                Locale.ROOT,
                "%s → shipbob %s, xero %s, stock (%.1f s)",
                name,
                reference(Service.FULFILLMENT),
                reference(Service.FINANCE),
                seconds);
    }

    private String reference(Service adapter) {
        Done delivered = reached.get(adapter);
        return delivered == null ? "?" : delivered.reference();
    }
}
