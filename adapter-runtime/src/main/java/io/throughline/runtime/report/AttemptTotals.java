package io.throughline.runtime.report;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.throughline.events.outcome.AttemptCount;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the meter of attempts grew by from one heartbeat to the next. Not thread-safe: one heart beats. */
public final class AttemptTotals {

    private static final String ATTEMPTS = "throughline.delivery.attempts";

    private final MeterRegistry meters;
    private @Nullable AttemptCount told;
    private @Nullable AttemptCount read;

    public AttemptTotals(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Since what was told last; absent before anything was. */
    Optional<AttemptCount> news() {
        AttemptCount now = total(meters.find(ATTEMPTS).timers());
        read = now;
        AttemptCount last = told;
        return last == null
                ? Optional.empty()
                : Optional.of(new AttemptCount(
                        now.ended() - last.ended(),
                        now.failed() - last.failed(),
                        now.totalMs() - last.totalMs(),
                        now.slowestMs()));
    }

    /** What was read last has reached the broker. */
    void told() {
        told = read;
    }

    private static AttemptCount total(Collection<Timer> timers) {
        long ended = 0;
        long failed = 0;
        double totalMs = 0;
        double slowestMs = 0;
        for (Timer timer : timers) {
            ended += timer.count();
            failed += "succeeded".equals(timer.getId().getTag("result")) ? 0 : timer.count();
            totalMs += timer.totalTime(TimeUnit.MILLISECONDS);
            slowestMs = Math.max(slowestMs, timer.max(TimeUnit.MILLISECONDS));
        }
        return new AttemptCount(ended, failed, Math.round(totalMs), Math.round(slowestMs));
    }
}
