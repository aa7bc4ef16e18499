package io.throughline.runtime.policy;

import java.time.Duration;

/**
 * How long a delivery was really tried. The last failure counts only from the next one on: if calls are stopped
 * meanwhile, it was one of those that stopped them and says nothing about the delivery.
 *
 * @param counted up to the last failure
 * @param latest what the last failure took, and the wait after it
 */
public record Tried(Duration counted, Duration latest) {

    public static final Tried NOT_YET = new Tried(Duration.ZERO, Duration.ZERO);

    public Duration sum() {
        return counted.plus(latest);
    }

    /** After one more failure, which is waited after. */
    public Tried failed(Duration took, Duration delay) {
        return new Tried(sum(), took.plus(delay));
    }

    /** After a wait that the downstream system asked for: it is busy, the delivery is not at fault. */
    public Tried askedToWait() {
        return new Tried(sum(), Duration.ZERO);
    }

    /** Calls are stopped, by the breaker or a pause. */
    public Tried stopped() {
        return new Tried(counted, Duration.ZERO);
    }
}
