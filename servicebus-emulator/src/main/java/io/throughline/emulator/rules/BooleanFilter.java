package io.throughline.emulator.rules;

/** Matches every message, or none. */
public record BooleanFilter(boolean matching) implements Filter {

    @Override
    public boolean matches(Subject message) {
        return matching;
    }
}
