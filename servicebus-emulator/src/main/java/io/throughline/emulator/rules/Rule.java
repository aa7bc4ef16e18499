package io.throughline.emulator.rules;

import org.jspecify.annotations.Nullable;

/**
 * One of a subscription's reasons to get a message.
 *
 * @param action applied to the copy; absent leaves it as it is
 */
public record Rule(String name, Filter filter, @Nullable SqlAction action) {

    public static final String DEFAULT_NAME = "$Default";

    /** The rule of a subscription that names none: everything. */
    public static Rule everything() {
        return new Rule(DEFAULT_NAME, new BooleanFilter(true), null);
    }
}
