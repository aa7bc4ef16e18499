package io.throughline.emulator.rules;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A property named in a filter.
 *
 * @param system which one of the message's own; absent for an application property
 */
record Property(@Nullable SystemProperty system, String name) implements Expression {

    @Override
    public Optional<Object> evaluate(Subject message) {
        return system == null ? message.property(name) : message.system(system);
    }
}
