package io.throughline.ingest.storefront;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Header fields of a request, found whatever their case.
 *
 * @param values by name in lower case; the first value of each
 */
public record WebhookHeaders(Map<String, String> values) {

    public WebhookHeaders {
        Map<String, String> lower = new TreeMap<>();
        values.forEach((name, value) -> lower.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        values = Map.copyOf(lower);
    }

    /** @return absent also when the field is there but blank */
    public Optional<String> first(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    public WebhookHeaders only(Predicate<String> wanted) {
        Map<String, String> kept = new TreeMap<>();
        values.forEach((name, value) -> {
            if (wanted.test(name)) {
                kept.put(name, value);
            }
        });
        return new WebhookHeaders(kept);
    }
}
