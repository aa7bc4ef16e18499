package io.throughline.ingest.storefront;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A storefront that does not answer as it should; it names no address, key or order. */
public final class FetchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean permanent;
    private final @Nullable Duration retryAfter;

    private FetchException(String code, String message, boolean permanent, @Nullable Duration retryAfter) {
        super(message);
        this.code = code;
        this.permanent = permanent;
        this.retryAfter = retryAfter;
    }

    /** The storefront, or our access to it, is at fault: the same question may be answered later. */
    public static FetchException later(String code, String message) {
        return new FetchException(code, message, false, null);
    }

    /** As {@link #later}, and the storefront says when. */
    public static FetchException after(String code, String message, Duration wait) {
        return new FetchException(code, message, false, wait);
    }

    /** This order is at fault: the question will never be answered. */
    public static FetchException never(String code, String message) {
        return new FetchException(code, message, true, null);
    }

    /** Stable kebab-case word: {@code fetch-unauthorized}. */
    public String code() {
        return code;
    }

    public boolean isPermanent() {
        return permanent;
    }

    /** How long the storefront asked us to wait, if it did. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** With what made it happen. */
    public FetchException because(Exception cause) {
        initCause(cause);
        return this;
    }
}
