package io.throughline.emulator.core;

/** A new configuration would take away entities that still hold messages; says which. */
public final class ConfigurationConflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConfigurationConflict(String message) {
        super(message);
    }
}
