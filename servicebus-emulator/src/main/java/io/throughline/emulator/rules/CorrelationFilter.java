package io.throughline.emulator.rules;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Matches messages whose named properties all equal the given values. */
public record CorrelationFilter(Map<SystemProperty, String> system, Map<String, Object> properties) implements Filter {

    public CorrelationFilter {
        system = Collections.unmodifiableMap(new LinkedHashMap<>(system));
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        if (system.isEmpty() && properties.isEmpty()) {
            throw new IllegalArgumentException("A correlation filter names at least one property");
        }
    }

    @Override
    public boolean matches(Subject message) {
        return system.entrySet().stream()
                        .allMatch(wanted -> same(message.system(wanted.getKey()).orElse(""), wanted.getValue()))
                && properties.entrySet().stream()
                        .allMatch(wanted -> message.property(wanted.getKey())
                                .filter(value -> same(value, wanted.getValue()))
                                .isPresent());
    }

    private static boolean same(Object value, Object wanted) {
        return Values.compare(value, wanted).filter(order -> order == 0).isPresent();
    }
}
