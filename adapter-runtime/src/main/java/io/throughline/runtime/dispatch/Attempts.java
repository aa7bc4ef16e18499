package io.throughline.runtime.dispatch;

import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.json.UnreadableEventException;
import io.throughline.events.EventEnvelope;
import io.throughline.runtime.CallGuard;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.store.LeasedDelivery;
import io.throughline.runtime.store.Settlement;
import io.throughline.runtime.store.Settlements;
import java.time.Duration;
import java.util.Optional;

/** Makes one attempt and says what it means for the delivery. */
final class Attempts {

    private static final int MAX_BODY = 16 * 1024 * 1024;

    /** What waited too long for a worker is taken again, but not in a tight loop. */
    private static final Duration RECLAIM = Duration.ofSeconds(1);

    private final EventCodec codec = new EventCodec();
    private final Handlers handlers;
    private final Limits limits;
    private final CallGate gate;
    private final Settlements settlements;
    private final Endings endings;

    Attempts(Handlers handlers, Limits limits, CallGate gate, Settlements settlements, Endings endings) {
        this.handlers = handlers;
        this.limits = limits;
        this.gate = gate;
        this.settlements = settlements;
        this.endings = endings;
    }

    /** What bounds an attempt. */
    record Limits(TimeLimit time, boolean acceptTestOrders) {}

    /** Never throws: a bug in a handler is a failed attempt like any other. */
    Settlement run(LeasedDelivery leased) {
        long start = System.nanoTime();
        if (leased.leaseEndsNanos() - start <= limits.time().limit().toNanos()) {
            return endings.untouched(leased, "lease-ending", RECLAIM);
        }
        if (!handlers.actsOn(leased.type())) {
            return endings.ignored(leased, "not-handled");
        }
        try {
            EventEnvelope<?> event = read(leased);
            if (event.test() && !limits.acceptTestOrders()) {
                return endings.ignored(leased, "test-order");
            }
            return gate.refuses(leased)
                    .map(refusal -> endings.untouched(leased, refusal.cause(), refusal.delay()))
                    .orElseGet(() -> call(event, leased, start));
        } catch (PermanentFailure unreadable) {
            return endings.failed(leased, unreadable, took(start), false);
        }
    }

    private EventEnvelope<?> read(LeasedDelivery leased) {
        try {
            return codec.read(Deflated.inflate(leased.body(), MAX_BODY));
        } catch (UnreadableEventException unreadable) {
            throw new PermanentFailure(unreadable.code(), Endings.clean(unreadable.getMessage()), unreadable);
        } catch (IllegalArgumentException damaged) {
            throw new PermanentFailure("unreadable-event", Endings.clean(damaged.getMessage()), damaged);
        }
    }

    private Settlement call(EventEnvelope<?> event, LeasedDelivery claimed, long start) {
        LeasedDelivery leased = gate.stoppedSince(claimed.lastFailedAt()) ? claimed.withoutLastFailure() : claimed;
        Delivery delivery = new Delivery(
                event.orderKey(), leased.attempts() + 1, 1, leased.mayHaveReachedDownstream(), leased.finishedSteps());
        AttemptGuard guard = new AttemptGuard(
                leased,
                delivery,
                settlements,
                gate,
                start + limits.time().limit().toNanos());
        try {
            Outcome outcome = limits.time()
                    .call(() ->
                            ScopedValue.where(CallGuard.CURRENT, guard).call(() -> handlers.handle(event, delivery)));
            gate.answered(took(start));
            return endings.succeeded(leased, outcome, took(start));
        } catch (RuntimeException failure) {
            boolean stopped = gate.failed(took(start), failure);
            LeasedDelivery further = leased.withFinishedSteps(delivery.finishedSteps());
            return later(failure)
                    .map(wait -> endings.untouched(guard.called() ? further.asBegun() : further, "quota-spent", wait))
                    .orElseGet(() -> endings.failed(further, failure, took(start), stopped));
        }
    }

    private static Optional<Duration> later(RuntimeException failure) {
        return failure instanceof CallRefused refused ? refused.later() : Optional.empty();
    }

    private static Duration took(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
