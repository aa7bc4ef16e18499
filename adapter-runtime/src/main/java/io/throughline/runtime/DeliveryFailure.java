package io.throughline.runtime;

import org.jspecify.annotations.Nullable;

/** An attempt that did not end well. Everything else that a handler throws is a bug, treated as transient. */
public abstract sealed class DeliveryFailure extends RuntimeException permits TransientFailure, PermanentFailure {

    private static final long serialVersionUID = 1L;

    private final String code;

    DeliveryFailure(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        if (!code.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("'" + code + "' is not a kebab-case code");
        }
        this.code = code;
    }

    /** The same word in outcomes, metrics and {@code integration.yaml}: {@code shipbob-rejected}. */
    public final String code() {
        return code;
    }
}
