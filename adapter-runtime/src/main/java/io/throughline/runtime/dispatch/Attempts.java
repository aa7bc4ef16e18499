package io.throughline.runtime.dispatch;

import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.json.UnreadableEventException;
import io.throughline.backbone.trace.Span;
import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderEvent;
import io.throughline.runtime.CallGuard;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.Owed;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.dispatch.AttemptGuard.Progress;
import io.throughline.runtime.dispatch.CallGate.Refusal;
import io.throughline.runtime.dispatch.Investigation.Subject;
import io.throughline.runtime.dispatch.Settler.Ended;
import io.throughline.runtime.exchange.LastExchange;
import io.throughline.runtime.exchange.Trace;
import io.throughline.runtime.store.LeasedDelivery;
import io.throughline.runtime.store.Settlement;
import io.throughline.runtime.store.Settlements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes one attempt for what goes into one call, and says what it means for each delivery. */
final class Attempts {

    private static final int MAX_BODY = 16 * 1024 * 1024;

    /** What waited too long for a worker is taken again, but not in a tight loop. */
    private static final Duration RECLAIM = Duration.ofSeconds(1);

    private static final String QUOTA_SPENT = "quota-spent";

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
    List<Ended> run(List<LeasedDelivery> taken) {
        long start = System.nanoTime();
        List<Ended> ended = new ArrayList<>();
        List<Trial> trials = new ArrayList<>();
        for (LeasedDelivery leased : taken) {
            prepare(leased, start, trials).ifPresent(settlement -> ended.add(Ended.of(leased, settlement)));
        }
        List<Trial> open = admitted(trials, ended);
        if (!open.isEmpty()) {
            call(begin(open, start), ended);
        }
        return ended;
    }

    /** What it means for the delivery where nothing is to be tried. */
    private Optional<Settlement> prepare(LeasedDelivery leased, long start, List<Trial> trials) {
        if (leased.leaseEndsNanos() - start <= limits.time().limit().toNanos()) {
            return Optional.of(endings.untouched(leased, "lease-ending", RECLAIM));
        }
        if (!handlers.actsOn(leased.type())) {
            return Optional.of(endings.ignored(leased, "not-handled"));
        }
        try {
            EventEnvelope<?> event = read(leased);
            if (event.test() && !limits.acceptTestOrders()) {
                return Optional.of(endings.ignored(leased, "test-order"));
            }
            trials.add(trial(event, leased));
            return Optional.empty();
        } catch (PermanentFailure unreadable) {
            return Optional.of(endings.failed(
                    leased,
                    new Failed(
                            unreadable,
                            took(start),
                            false,
                            Span.NONE,
                            investigation -> investigation.of(leased, unreadable))));
        }
    }

    private List<Trial> admitted(List<Trial> trials, List<Ended> ended) {
        if (trials.isEmpty()) {
            return trials;
        }
        List<Trial> open = unless(gate.refusesAll(), trials, ended);
        open = open.stream()
                .filter(trial -> !unless(gate.refuses(trial.leased()), List.of(trial), ended)
                        .isEmpty())
                .toList();
        return open.isEmpty() ? open : unless(gate.refusesCall(), open, ended);
    }

    private List<Trial> unless(Optional<Refusal> refused, List<Trial> trials, List<Ended> ended) {
        refused.ifPresent(refusal -> trials.forEach(trial -> ended.add(
                Ended.of(trial.leased(), endings.untouched(trial.leased(), refusal.cause(), refusal.delay())))));
        return refused.isEmpty() ? trials : List.of();
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

    private Trial trial(EventEnvelope<?> event, LeasedDelivery claimed) {
        LeasedDelivery leased = gate.stoppedSince(claimed.lastFailedAt()) ? claimed.withoutLastFailure() : claimed;
        Delivery delivery = new Delivery(
                event.orderKey(),
                leased.attempts() + 1,
                leased.effectRevision(),
                leased.mayHaveReachedDownstream(),
                leased.finishedSteps());
        return new Trial(leased, new Owed<>(event, delivery), endings.begin(event, leased));
    }

    /** A call that is being made, and all that is learnt of it. */
    private record Call(List<Trial> trials, AttemptGuard guard, LastExchange exchange, long start) {

        Duration took() {
            return Attempts.took(start);
        }

        /** A group's is that of the first: a request has one parent. */
        String trace() {
            return trials.getFirst().owed().event().traceparent();
        }

        Subject subject(Trial trial, LastExchange part) {
            return new Subject(
                    trial.owed().event(),
                    trial.owed().delivery(),
                    part,
                    trials.stream()
                            .<Object>map(each -> each.owed().event().data())
                            .toList());
        }
    }

    private Call begin(List<Trial> trials, long start) {
        List<Progress> group = trials.stream()
                .map(trial -> new Progress(trial.leased(), trial.owed().delivery()))
                .toList();
        long end = start + limits.time().limit().toNanos();
        return new Call(trials, new AttemptGuard(group, settlements, gate, end), new LastExchange(), start);
    }

    private void call(Call call, List<Ended> ended) {
        try {
            call.exchange()
                    .during(() -> Trace.during(
                            call.trace(),
                            Trial.leader(call.trials()),
                            () -> limits.time().call(() -> handle(call))));
            gate.answered(call.took());
            call.trials().forEach(trial -> ended.add(trial.ended(answered(call, trial))));
        } catch (RuntimeException failure) {
            boolean stopped = gate.failed(call.took(), failure);
            call.trials()
                    .forEach(trial -> ended.add(trial.ended(
                            trial.owed().isOpen() ? failed(call, trial, failure, stopped) : answered(call, trial))));
        }
    }

    @SuppressWarnings("unchecked") // of one type, as the dispatcher takes them
    private <E extends OrderEvent> int handle(Call call) {
        List<Owed<E>> group =
                call.trials().stream().map(trial -> (Owed<E>) trial.owed()).toList();
        ScopedValue.where(CallGuard.CURRENT, call.guard()).run(() -> handlers.handle(group));
        return group.size();
    }

    private Settlement answered(Call call, Trial trial) {
        Owed<?> owed = trial.owed();
        if (owed.outcome().isPresent()) {
            return endings.succeeded(trial.leased(), owed.outcome().get(), call.took(), trial.span());
        }
        RuntimeException failure = owed.failure()
                .<RuntimeException>map(told -> told)
                .orElseGet(() -> new IllegalStateException("The handler did not answer one event of a group"));
        LastExchange part = owed.evidence()
                .map(evidence -> call.exchange().about(evidence.asked(), evidence.said()))
                .orElse(call.exchange());
        return endings.failed(
                trial.further(),
                new Failed(
                        failure,
                        call.took(),
                        false,
                        trial.span(),
                        look -> look.of(call.subject(trial, part), failure)));
    }

    private Settlement failed(Call call, Trial trial, RuntimeException failure, boolean stopped) {
        LeasedDelivery further = trial.further();
        return later(failure)
                .map(wait -> {
                    trial.span()
                            .with("throughline.result", "postponed")
                            .with("throughline.code", QUOTA_SPENT)
                            .end();
                    return endings.untouched(call.guard().called() ? further.asBegun() : further, QUOTA_SPENT, wait);
                })
                .orElseGet(() -> endings.failed(
                        further,
                        new Failed(
                                failure,
                                call.took(),
                                stopped,
                                trial.span(),
                                look -> look.of(call.subject(trial, call.exchange()), failure))));
    }

    private static Optional<Duration> later(RuntimeException failure) {
        return failure instanceof CallRefused refused ? refused.later() : Optional.empty();
    }

    private static Duration took(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
