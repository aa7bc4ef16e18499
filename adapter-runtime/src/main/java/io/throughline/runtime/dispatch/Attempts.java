package io.throughline.runtime.dispatch;

import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.json.UnreadableEventException;
import io.throughline.events.EventEnvelope;
import io.throughline.runtime.CallGuard;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.exchange.LastExchange;
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
                    .orElseGet(() -> call(begin(event, leased, start)));
        } catch (PermanentFailure unreadable) {
            return endings.failed(
                    leased,
                    new Failed(unreadable, took(start), false, investigation -> investigation.of(leased, unreadable)));
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

    /** A call that is being made, and all that is learnt of it. */
    private record Trial(
            EventEnvelope<?> event,
            LeasedDelivery leased,
            Delivery delivery,
            AttemptGuard guard,
            LastExchange exchange,
            long start) {}

    private Trial begin(EventEnvelope<?> event, LeasedDelivery claimed, long start) {
        LeasedDelivery leased = gate.stoppedSince(claimed.lastFailedAt()) ? claimed.withoutLastFailure() : claimed;
        Delivery delivery = new Delivery(
                event.orderKey(),
                leased.attempts() + 1,
                leased.effectRevision(),
                leased.mayHaveReachedDownstream(),
                leased.finishedSteps());
        long end = start + limits.time().limit().toNanos();
        AttemptGuard guard = new AttemptGuard(leased, delivery, settlements, gate, end);
        return new Trial(event, leased, delivery, guard, new LastExchange(), start);
    }

    private Settlement call(Trial trial) {
        try {
            Outcome outcome = trial.exchange().during(() -> limits.time().call(() -> handle(trial)));
            gate.answered(took(trial.start()));
            return endings.succeeded(trial.leased(), outcome, took(trial.start()));
        } catch (RuntimeException failure) {
            return failed(trial, failure);
        }
    }

    private Outcome handle(Trial trial) {
        return ScopedValue.where(CallGuard.CURRENT, trial.guard())
                .call(() -> handlers.handle(trial.event(), trial.delivery()));
    }

    private Settlement failed(Trial trial, RuntimeException failure) {
        Duration took = took(trial.start());
        boolean stopped = gate.failed(took, failure);
        LeasedDelivery further =
                trial.leased().withFinishedSteps(trial.delivery().finishedSteps());
        return later(failure)
                .map(wait ->
                        endings.untouched(trial.guard().called() ? further.asBegun() : further, "quota-spent", wait))
                .orElseGet(() -> endings.failed(
                        further,
                        new Failed(
                                failure,
                                took,
                                stopped,
                                investigation ->
                                        investigation.of(trial.event(), trial.delivery(), trial.exchange(), failure))));
    }

    private static Optional<Duration> later(RuntimeException failure) {
        return failure instanceof CallRefused refused ? refused.later() : Optional.empty();
    }

    private static Duration took(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
