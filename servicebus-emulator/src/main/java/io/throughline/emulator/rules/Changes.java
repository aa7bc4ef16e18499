package io.throughline.emulator.rules;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to differ in a copy of a message.
 *
 * @param properties application properties to set
 * @param removed application properties to take away
 * @param system properties of the message itself; null takes one away
 */
public record Changes(
        Map<String, Object> properties, Set<String> removed, Map<SystemProperty, @Nullable Object> system) {

    public static final Changes NONE = of(Map.of());

    public Changes {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        removed = Set.copyOf(removed);
        system = Collections.unmodifiableMap(new LinkedHashMap<>(system));
    }

    public static Changes of(Map<String, Object> properties) {
        return new Changes(properties, Set.of(), Map.of());
    }

    /** A new message id, and nothing else. */
    public static Changes id(String id) {
        return new Changes(Map.of(), Set.of(), Map.of(SystemProperty.MESSAGE_ID, id));
    }

    public boolean isEmpty() {
        return properties.isEmpty() && removed.isEmpty() && system.isEmpty();
    }
}
