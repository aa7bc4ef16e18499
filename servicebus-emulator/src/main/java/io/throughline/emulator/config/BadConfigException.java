package io.throughline.emulator.config;

/** A configuration that cannot be used; says where and why. */
public final class BadConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadConfigException(String message) {
        super(message);
    }

    public BadConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
