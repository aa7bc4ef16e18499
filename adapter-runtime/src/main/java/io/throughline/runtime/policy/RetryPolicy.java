package io.throughline.runtime.policy;

import io.throughline.runtime.DeliveryFailure;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.TransientFailure.Kind;
import io.throughline.runtime.policy.Verdict.Park;
import io.throughline.runtime.policy.Verdict.RetryAfter;
import java.time.Duration;

/**
 * How patiently an adapter tries.
 *
 * @param firstDelay before the second attempt; doubled for each further one
 * @param maxDelay longest delay of our own; a longer one that the other system asks for is respected
 * @param jitter share of a delay by which it varies either way, so that many deliveries do not return at once: 0.2
 * @param deadline how long a delivery is really tried before it is parked
 */
public record RetryPolicy(Duration firstDelay, Duration maxDelay, double jitter, Duration deadline) {

    private static final int MAX_DOUBLINGS = 30;

    /**
     * What to do about a failure.
     *
     * @param attempt 1 for the first
     * @param tried how long this delivery was really tried: waiting for a breaker or a pause does not count
     * @param random from 0 to 1, spreads the delay
     */
    public Verdict decide(Throwable failure, int attempt, Duration tried, double random) {
        return switch (failure) {
            case PermanentFailure permanent -> new Park(permanent.code(), describe(permanent));
            case TransientFailure locked when locked.kind() == Kind.ACCESS -> new RetryAfter(firstDelay);
            case Throwable other when tried.compareTo(deadline) >= 0 -> new Park("deadline-passed", describe(other));
            case TransientFailure busy -> new RetryAfter(busy.retryAfter().orElseGet(() -> backoff(attempt, random)));
            default -> new RetryAfter(backoff(attempt, random));
        };
    }

    private Duration backoff(int attempt, double random) {
        Duration doubled = firstDelay.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
        Duration delay = doubled.compareTo(maxDelay) > 0 ? maxDelay : doubled;
        return Duration.ofMillis(Math.round(delay.toMillis() * (1 + jitter * (2 * random - 1))));
    }

    /** Our own failures keep personal data out of their messages; of a bug only the class is told. */
    private static String describe(Throwable failure) {
        return failure instanceof DeliveryFailure ours
                ? String.valueOf(ours.getMessage())
                : failure.getClass().getName();
    }
}
