package io.throughline.runtime.dispatch;

import io.throughline.backbone.trace.Span;
import io.throughline.events.EventEnvelope;
import io.throughline.events.outcome.Result;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.policy.RetryPolicy;
import io.throughline.runtime.policy.Tried;
import io.throughline.runtime.policy.Verdict;
import io.throughline.runtime.store.LeasedDelivery;
import io.throughline.runtime.store.Settlement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What the end of an attempt means: a line in the log, a measurement, and a settlement to be committed. */
final class Endings {

    private static final int MAX_TEXT = 500;

    private final AttemptLog log;
    private final RetryPolicy retry;
    private final Clock clock;
    private final Investigation investigation;

    Endings(AttemptLog log, RetryPolicy retry, Clock clock) {
        this.log = log;
        this.retry = retry;
        this.clock = clock;
        this.investigation = new Investigation(log.integration());
    }

    /** An attempt begins; its span is ended by what is said of its end. */
    Span begin(EventEnvelope<?> event, LeasedDelivery leased) {
        return log.begin(event, leased);
    }

    Settlement succeeded(LeasedDelivery leased, Outcome outcome, Duration took, Span span) {
        log.succeeded(leased, outcome.code(), took, span);
        return new Settlement.Finished(
                leased.fence(),
                outcome.isIgnored() ? Result.IGNORED : Result.DELIVERED,
                outcome.code(),
                leased.attempts() + 1,
                leased.attempts(),
                outcome.reference().map(Endings::clean).orElse(null));
    }

    /** Nothing was tried, because there is nothing to do. */
    Settlement ignored(LeasedDelivery leased, String reason) {
        return new Settlement.Finished(leased.fence(), Result.IGNORED, reason, 0, 0, null);
    }

    Settlement failed(LeasedDelivery leased, Failed failed) {
        RuntimeException failure = failed.failure();
        int attempt = leased.attempts() + 1;
        Tried before = failed.stopped() ? leased.tried().stopped() : leased.tried();
        boolean maybe = leased.mayHaveReachedDownstream() || mayHaveReached(failure);
        log.failed(leased, failed);
        return switch (retry.decide(
                failure, attempt, before.sum(), ThreadLocalRandom.current().nextDouble())) {
            case Verdict.Park(String code, String description) ->
                new Settlement.Parked(
                        leased.fence(),
                        code,
                        clean(description),
                        attempt,
                        maybe,
                        leased.finishedSteps(),
                        failed.evidence().apply(investigation));
            case Verdict.RetryAfter(Duration delay) ->
                new Settlement.Again(
                        leased.fence(),
                        clock.instant().plus(delay),
                        AttemptLog.code(failure),
                        clean(failure.getMessage()),
                        attempt,
                        failed.stopped() ? before : RetryPolicy.tried(before, failure, failed.took(), delay),
                        maybe,
                        leased.finishedSteps());
        };
    }

    /** No attempt was made, and the wait does not count as trying, nor does the failure before it. */
    Settlement untouched(LeasedDelivery leased, String cause, Duration wait) {
        return new Settlement.Again(
                leased.fence(),
                clock.instant().plus(wait),
                cause,
                "",
                leased.attempts(),
                leased.tried().stopped(),
                leased.mayHaveReachedDownstream(),
                leased.finishedSteps());
    }

    private static boolean mayHaveReached(RuntimeException failure) {
        return switch (failure) {
            case PermanentFailure rejected -> false;
            case TransientFailure busy -> busy.kind() == TransientFailure.Kind.UNKNOWN;
            default -> true;
        };
    }

    /** PostgreSQL takes no NUL in a text, and nobody reads more than this. */
    static String clean(@Nullable String text) {
        String plain = text == null ? "" : text.replace("\u0000", "");
        return plain.length() <= MAX_TEXT ? plain : plain.substring(0, MAX_TEXT);
    }
}
