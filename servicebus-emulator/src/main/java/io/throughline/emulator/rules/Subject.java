package io.throughline.emulator.rules;

import java.util.Optional;

/**
 * What a filter sees of a message. Values are strings, booleans, longs, big decimals, doubles or anything else that
 * only equals itself.
 */
public interface Subject {

    Optional<Object> system(SystemProperty name);

    Optional<Object> property(String name);
}
