package io.throughline.emulator.rules;

import java.util.Map;

/**
 * The text of a condition or an action.
 *
 * @param parameters what {@code @name} in it stands for, by {@code @name}
 */
public record Sql(String text, Map<String, Object> parameters) {

    public Sql {
        parameters = Map.copyOf(parameters);
    }

    public static Sql of(String text) {
        return new Sql(text, Map.of());
    }

    @Override
    public String toString() {
        return text;
    }
}
