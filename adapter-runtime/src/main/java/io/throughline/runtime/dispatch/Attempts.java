package io.throughline.runtime.dispatch;

import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.json.UnreadableEventException;
import io.throughline.events.EventEnvelope;
import io.throughline.events.outcome.Result;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.exchange.LastExchange;
import io.throughline.runtime.policy.RetryPolicy;
import io.throughline.runtime.policy.Verdict;
import io.throughline.runtime.store.Evidence;
import io.throughline.runtime.store.LeasedDelivery;
import io.throughline.runtime.store.Settlement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Makes one attempt and says what it means for the delivery. */
final class Attempts {

    private static final int MAX_BODY = 16 * 1024 * 1024;
    private static final int MAX_TEXT = 500;

    private final EventCodec codec = new EventCodec();
    private final Handlers handlers;
    private final Limits limits;
    private final CallGate gate;
    private final AttemptLog log;
    private final Clock clock;
    private final Investigation investigation;

    Attempts(Handlers handlers, Limits limits, CallGate gate, AttemptLog log, Clock clock) {
        this.handlers = handlers;
        this.limits = limits;
        this.gate = gate;
        this.log = log;
        this.clock = clock;
        this.investigation = new Investigation(log.integration());
    }

    /** What bounds an attempt and decides about its failure. */
    record Limits(TimeLimit time, RetryPolicy retry, boolean acceptTestOrders) {}

    /** Never throws: a bug in a handler is a failed attempt like any other. */
    Settlement run(LeasedDelivery delivery) {
        if (delivery.leaseEndsNanos() - System.nanoTime()
                < limits.time().limit().toNanos()) {
            return untouched(delivery, "lease-ending", Duration.ZERO);
        }
        if (!handlers.actsOn(delivery.type())) {
            return ignored(delivery, "not-handled");
        }
        long start = System.nanoTime();
        try {
            EventEnvelope<?> event = read(delivery);
            if (event.test() && !limits.acceptTestOrders()) {
                return ignored(delivery, "test-order");
            }
            return gate.tryEnter() ? call(event, delivery, start) : postponed(delivery);
        } catch (PermanentFailure unreadable) {
            return failed(delivery, new Failed(unreadable, took(start), () -> investigation.of(delivery, unreadable)));
        }
    }

    private EventEnvelope<?> read(LeasedDelivery delivery) {
        try {
            return codec.read(Deflated.inflate(delivery.body(), MAX_BODY));
        } catch (UnreadableEventException unreadable) {
            throw new PermanentFailure(unreadable.code(), clean(unreadable.getMessage()), unreadable);
        } catch (IllegalArgumentException damaged) {
            throw new PermanentFailure("unreadable-event", clean(damaged.getMessage()), damaged);
        }
    }

    private Settlement call(EventEnvelope<?> event, LeasedDelivery leased, long start) {
        Delivery delivery = new Delivery(
                event.orderKey(),
                leased.attempts() + 1,
                leased.effectRevision(),
                leased.mayHaveReachedDownstream(),
                leased.finishedSteps());
        LastExchange exchange = new LastExchange();
        try {
            Outcome outcome = exchange.during(() -> limits.time().call(() -> handlers.handle(event, delivery)));
            gate.answered(took(start));
            log.succeeded(leased, outcome.code(), took(start));
            return finished(leased, outcome);
        } catch (RuntimeException failure) {
            gate.failed(took(start), failure);
            return failed(
                    withSteps(leased, delivery),
                    new Failed(failure, took(start), () -> investigation.of(event, delivery, exchange, failure)));
        }
    }

    /** An attempt that did not end well, and how to find out more about it. */
    private record Failed(RuntimeException failure, Duration took, Supplier<Evidence> evidence) {}

    private Settlement failed(LeasedDelivery leased, Failed failed) {
        RuntimeException failure = failed.failure();
        int attempt = leased.attempts() + 1;
        Duration tried = leased.tried().plus(failed.took());
        boolean maybe = leased.mayHaveReachedDownstream() || mayHaveReached(failure);
        log.failed(leased, failure, failed.took());
        return switch (limits.retry()
                .decide(failure, attempt, tried, ThreadLocalRandom.current().nextDouble())) {
            case Verdict.Park(String code, String description) ->
                new Settlement.Parked(
                        leased.id(),
                        code,
                        clean(description),
                        attempt,
                        maybe,
                        leased.finishedSteps(),
                        failed.evidence().get());
            case Verdict.RetryAfter(Duration delay) ->
                new Settlement.Again(
                        leased.id(),
                        clock.instant().plus(delay),
                        AttemptLog.code(failure),
                        clean(failure.getMessage()),
                        attempt,
                        tried.plus(delay),
                        maybe,
                        leased.finishedSteps());
        };
    }

    /** Not let in by the breaker: spread, so that not all come back at once. */
    private Settlement postponed(LeasedDelivery leased) {
        long wait = gate.patience().toMillis();
        return untouched(
                leased,
                "breaker-open",
                Duration.ofMillis(wait + ThreadLocalRandom.current().nextLong(wait / 4 + 1)));
    }

    /** No attempt was made, and the wait does not count as trying. */
    private Settlement untouched(LeasedDelivery leased, String cause, Duration wait) {
        return new Settlement.Again(
                leased.id(),
                clock.instant().plus(wait),
                cause,
                "",
                leased.attempts(),
                leased.tried(),
                leased.mayHaveReachedDownstream(),
                leased.finishedSteps());
    }

    private static Settlement finished(LeasedDelivery leased, Outcome outcome) {
        return new Settlement.Finished(
                leased.id(),
                outcome.isIgnored() ? Result.IGNORED : Result.DELIVERED,
                outcome.code(),
                leased.attempts() + 1,
                leased.attempts(),
                outcome.reference().map(Attempts::clean).orElse(null));
    }

    private static Settlement ignored(LeasedDelivery leased, String reason) {
        return new Settlement.Finished(leased.id(), Result.IGNORED, reason, 0, 0, null);
    }

    private static LeasedDelivery withSteps(LeasedDelivery leased, Delivery delivery) {
        return new LeasedDelivery(
                leased.id(),
                leased.eventId(),
                leased.orderKey(),
                leased.type(),
                leased.body(),
                leased.acceptedAt(),
                leased.attempts(),
                leased.tried(),
                leased.mayHaveReachedDownstream(),
                delivery.finishedSteps(),
                leased.reopened(),
                leased.effectRevision(),
                leased.leaseEndsNanos());
    }

    private static boolean mayHaveReached(RuntimeException failure) {
        return switch (failure) {
            case PermanentFailure rejected -> false;
            case TransientFailure busy -> busy.kind() == TransientFailure.Kind.UNKNOWN;
            default -> true;
        };
    }

    /** PostgreSQL takes no NUL in a text, and nobody reads more than this. */
    private static String clean(@org.jspecify.annotations.Nullable String text) {
        String plain = text == null ? "" : text.replace("\u0000", "");
        return plain.length() <= MAX_TEXT ? plain : plain.substring(0, MAX_TEXT);
    }

    private static Duration took(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
