package io.throughline.runtime.dispatch;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.throughline.runtime.DeliveryFailure;
import io.throughline.runtime.TransientFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The circuit breaker: stops calls, never receiving. What waits for it burns no attempts. */
public final class CallGate {

    private final CircuitBreaker breaker;

    public CallGate(CircuitBreaker breaker) {
        this.breaker = breaker;
    }

    /** Called whenever calls may have become possible again. */
    void onChange(Runnable listener) {
        breaker.getEventPublisher().onStateTransition(event -> listener.run());
    }

    /** How many deliveries it makes sense to take in advance. */
    int permitted() {
        return switch (breaker.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> Integer.MAX_VALUE;
            case HALF_OPEN -> breaker.getCircuitBreakerConfig().getPermittedNumberOfCallsInHalfOpenState();
            case OPEN, FORCED_OPEN -> 0;
        };
    }

    boolean tryEnter() {
        return breaker.tryAcquirePermission();
    }

    /** The call that was let in ended well, or the system answered that this event is at fault. */
    void answered(Duration took) {
        breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The call ended with a failure; one that says nothing about the system does not count. */
    void failed(Duration took, RuntimeException failure) {
        if (failure instanceof TransientFailure transientFailure
                && transientFailure.kind() != TransientFailure.Kind.RATE_LIMITED) {
            breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, failure);
        } else if (failure instanceof DeliveryFailure) {
            answered(took);
        } else {
            breaker.releasePermission();
        }
    }

    /** How long a delivery that was not let in should wait. */
    Duration patience() {
        @Nullable
        Long millis = breaker.getCircuitBreakerConfig()
                .getWaitIntervalFunctionInOpenState()
                .apply(1);
        return Duration.ofMillis(millis == null ? 1000 : millis);
    }

    /** {@code closed}, {@code open}, {@code half-open}. */
    public String word() {
        return switch (breaker.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> State.CLOSED.name().toLowerCase(Locale.ROOT);
            case HALF_OPEN -> "half-open";
            case OPEN, FORCED_OPEN -> State.OPEN.name().toLowerCase(Locale.ROOT);
        };
    }
}
