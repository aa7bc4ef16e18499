package io.throughline.ingest.keys;

import org.jspecify.annotations.Nullable;

/** Bytes that cannot be opened, now or ever. */
public final class SealedException extends RuntimeException {

    /** The remedy is to configure the key. */
    public static final String KEY_MISSING = "key-missing";

    private static final long serialVersionUID = 1L;

    private final String code;

    SealedException(String code, String message, @Nullable Exception cause) {
        super(message, cause);
        this.code = code;
    }

    static SealedException damaged(@Nullable Exception cause) {
        return new SealedException(
                "body-damaged", "Not what was encrypted for this row, or with another key of that number", cause);
    }

    /** Stable kebab-case word: {@code key-missing}, {@code body-damaged}. */
    public String code() {
        return code;
    }
}
