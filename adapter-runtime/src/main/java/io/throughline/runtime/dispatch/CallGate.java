package io.throughline.runtime.dispatch;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.throughline.runtime.CallGuard.Turn;
import io.throughline.runtime.DeliveryFailure;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.store.LeasedDelivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Stops calls, never receiving: the circuit breaker, the pauses and the rate. What waits for it burns no attempts. */
public final class CallGate {

    private final CircuitBreaker breaker;
    private final PauseWatch pauses;
    private final CallRate rate;
    private final Settings settings;
    private final Ramp ramp;
    private final Clock clock;
    private final AtomicLong nextProbe = new AtomicLong(System.nanoTime());
    private final AtomicReference<Instant> lastStopped = new AtomicReference<>(Instant.MIN);
    private final AtomicBoolean paused = new AtomicBoolean();

    /**
     * How the gate opens.
     *
     * @param enough deliveries in hand at once with which an instance is busy
     * @param pausedWait how long a delivery that is paused by itself is put aside; it is woken when its pause ends
     * @param probe how often one call finds out whether a downstream system that locked us out lets us in again
     */
    public record Settings(int enough, Duration pausedWait, Duration probe) {}

    /** Why a delivery has to wait, and how long unless it is woken. */
    record Refusal(String cause, Duration delay) {}

    public CallGate(CircuitBreaker breaker, PauseWatch pauses, CallRate rate, Settings settings, Clock clock) {
        this.rate = rate;
        this.clock = clock;
        this.breaker = breaker;
        this.pauses = pauses;
        this.settings = settings;
        this.ramp = new Ramp(settings.enough());
    }

    /** Called whenever calls may have become possible again. */
    void onChange(Runnable listener) {
        breaker.getEventPublisher().onStateTransition(event -> {
            lastStopped.set(clock.instant());
            if (event.getStateTransition().getToState() == State.CLOSED) {
                ramp.begin();
            }
            listener.run();
        });
        pauses.onChange(() -> {
            if (paused.getAndSet(pauses.pausesAll()) && !pauses.pausesAll()) {
                ramp.begin();
            }
            listener.run();
        });
    }

    /** Whether calls go out at all: if not, it does not matter how many deliveries wait. */
    public boolean letsCallsThrough() {
        return permitted(1) > 0;
    }

    /** How many calls may run at once. */
    int callsAtOnce() {
        return rate.callsAtOnce();
    }

    /**
     * How many deliveries it makes sense to have in hand at once.
     *
     * @param together how many of them may share one call
     */
    int permitted(int together) {
        if (pauses.isPausedBySomebody()) {
            return 0;
        }
        if (pauses.isLockedOut()) {
            return nextProbe.get() - System.nanoTime() <= 0 ? 1 : 0;
        }
        return switch (breaker.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> (int) Math.min(ramp.window(), (long) rate.permitted() * together);
            case HALF_OPEN ->
                breaker.getCircuitBreakerConfig().getPermittedNumberOfCallsInHalfOpenState()
                        - breaker.getMetrics().getNumberOfBufferedCalls();
            case OPEN, FORCED_OPEN -> 0;
        };
    }

    /** As {@link CallRate#awaitTurn}. */
    Turn awaitTurn(long until) {
        return rate.awaitTurn(until);
    }

    /** Why no call may be made now, whatever it is about. */
    Optional<Refusal> refusesAll() {
        return pauses.isPausedBySomebody() || (pauses.isLockedOut() && !mayProbe())
                ? Optional.of(new Refusal("paused", Duration.ZERO))
                : Optional.empty();
    }

    /** Why no call may be made for this delivery now. */
    Optional<Refusal> refuses(LeasedDelivery delivery) {
        return pauses.covers(delivery) ? Optional.of(new Refusal("paused", settings.pausedWait())) : Optional.empty();
    }

    /** Why the call may not be made after all; when empty, tell how it ended. */
    Optional<Refusal> refusesCall() {
        return breaker.tryAcquirePermission()
                ? Optional.empty()
                : Optional.of(new Refusal("breaker-open", Duration.ZERO));
    }

    private boolean mayProbe() {
        long due = nextProbe.get();
        long now = System.nanoTime();
        return due - now <= 0
                && nextProbe.compareAndSet(due, now + settings.probe().toNanos());
    }

    /** Whether calls were stopped since: a failure before that was one of those that stopped them. */
    boolean stoppedSince(Instant failure) {
        return failure.isBefore(lastStopped.get());
    }

    /** The call that was let in ended well, or the system answered that this event is at fault. */
    void answered(Duration took) {
        breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
        ramp.succeeded();
        if (pauses.isLockedOut()) {
            pauses.letIn();
        }
    }

    /**
     * The call ended with a failure; one that says nothing about the system does not count.
     *
     * @return whether calls are stopped now, so that the failure is not held against the delivery
     */
    boolean failed(Duration took, RuntimeException failure) {
        switch (failure) {
            case TransientFailure busy -> failed(took, busy);
            case DeliveryFailure rejected -> answered(took);
            default -> breaker.releasePermission();
        }
        return pauses.isLockedOut() || breaker.getState() == State.OPEN;
    }

    private void failed(Duration took, TransientFailure failure) {
        switch (failure.kind()) {
            case UNAVAILABLE, UNKNOWN -> {
                breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, failure);
                ramp.failed();
            }
            case TURN -> breaker.releasePermission();
            // It works, although not for us.
            case RATE_LIMITED -> breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
            case ACCESS -> {
                breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
                nextProbe.set(System.nanoTime() + settings.probe().toNanos());
                pauses.lockOut(failure.code());
            }
        }
    }

    /** Whether the whole integration is paused. */
    public boolean isPaused() {
        return pauses.pausesAll();
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
