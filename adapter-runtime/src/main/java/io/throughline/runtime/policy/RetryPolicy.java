package io.throughline.runtime.policy;

import io.throughline.runtime.DeliveryFailure;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.RuntimeProperties;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.policy.Verdict.Park;
import io.throughline.runtime.policy.Verdict.RetryAfter;
import java.time.Duration;

/**
 * How patiently an adapter tries.
 *
 * @param firstDelay before the second attempt; doubled for each further one
 * @param maxDelay longest delay of our own; a longer one that the other system asks for is respected
 * @param jitter share of a delay by which it varies, so that many deliveries do not return at once: 0.2; our own delays
 *     vary either way, those asked for only become longer
 * @param deadline how long a delivery is really tried before it is parked
 */
public record RetryPolicy(Duration firstDelay, Duration maxDelay, double jitter, Duration deadline) {

    private static final int MAX_DOUBLINGS = 30;

    /** Times the SLA: whoever is told that it was missed has that long before deliveries are parked. */
    private static final int SLAS_UNTIL_DEADLINE = 4;

    /** @param sla longest lag that the integration promises; gives the deadline where none is configured */
    public static RetryPolicy of(RuntimeProperties.Retry retry, Duration sla) {
        Duration deadline = retry.deadline();
        return new RetryPolicy(
                retry.firstDelay(),
                retry.maxDelay(),
                retry.jitter(),
                deadline == null ? sla.multipliedBy(SLAS_UNTIL_DEADLINE) : deadline);
    }

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
            case TransientFailure notTheEvent
            when isNeverParked(notTheEvent) -> new RetryAfter(delay(notTheEvent, attempt, random));
            case Throwable other when tried.compareTo(deadline) >= 0 -> new Park("deadline-passed", describe(other));
            case TransientFailure busy -> new RetryAfter(delay(busy, attempt, random));
            default -> new RetryAfter(backoff(attempt, random));
        };
    }

    /** How long a delivery was tried after a failure about which {@link #decide} said to try again. */
    public static Tried tried(Tried before, Throwable failure, Duration took, Duration delay) {
        return failure instanceof TransientFailure notTheEvent && isNeverParked(notTheEvent)
                ? before.askedToWait()
                : before.failed(took, delay);
    }

    /** A key that is refused or a quota that is spent would stop any event; whoever waits for his turn gets it. */
    private static boolean isNeverParked(TransientFailure failure) {
        return switch (failure.kind()) {
            case ACCESS, RATE_LIMITED, TURN -> true;
            case UNAVAILABLE, UNKNOWN -> false;
        };
    }

    private Duration delay(TransientFailure failure, int attempt, double random) {
        return failure.retryAfter()
                .map(asked -> times(asked, 1 + jitter * random))
                .orElseGet(() -> backoff(attempt, random));
    }

    private Duration backoff(int attempt, double random) {
        Duration doubled = firstDelay.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
        Duration delay = doubled.compareTo(maxDelay) > 0 ? maxDelay : doubled;
        return times(delay, 1 + jitter * (2 * random - 1));
    }

    private static Duration times(Duration delay, double factor) {
        return Duration.ofMillis(Math.round(delay.toMillis() * factor));
    }

    /** Our own failures keep personal data out of their messages; of a bug only the class is told. */
    private static String describe(Throwable failure) {
        return failure instanceof DeliveryFailure ours
                ? String.valueOf(ours.getMessage())
                : failure.getClass().getName();
    }
}
