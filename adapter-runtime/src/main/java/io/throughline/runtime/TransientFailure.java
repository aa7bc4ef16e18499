package io.throughline.runtime;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No event would fare better right now: the downstream system, the way to it or our access to it is at fault. */
public final class TransientFailure extends DeliveryFailure {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    /** What is at fault. */
    public enum Kind {
        /** It was not reached, or said that it cannot now. Nothing happened there. */
        UNAVAILABLE,
        /** It asked us to slow down. */
        RATE_LIMITED,
        /** Nothing is at fault: something else of ours comes first. The system was not asked, or answered well. */
        TURN,
        /** It does not let us in. Never a reason to park: an expired key is not the event's fault. */
        ACCESS,
        /** It may have done what was asked: the answer was lost. */
        UNKNOWN
    }

    /** @param message for a person; no personal data */
    public TransientFailure(Kind kind, String code, String message, @Nullable Throwable cause) {
        this(kind, code, message, cause, null);
    }

    private TransientFailure(
            Kind kind, String code, String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        super(code, message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /** The same failure, with the wait that the downstream system asked for. */
    public TransientFailure retryAfter(Duration wait) {
        return new TransientFailure(kind, code(), String.valueOf(getMessage()), getCause(), wait);
    }

    public Kind kind() {
        return kind;
    }

    /** How long the other system asked us to wait, if it did. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
