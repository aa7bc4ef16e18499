package io.throughline.emulator.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** What is to happen later, in order of time. Whoever owns the thread asks when the next is due, and runs it then. */
public final class Timers {

    /** Something that will happen unless it is cancelled. */
    public final class Timer {

        private final Instant due;
        private final long number;
        private final Runnable action;

        private Timer(Instant due, long number, Runnable action) {
            this.due = due;
            this.number = number;
            this.action = action;
        }

        public void cancel() {
            pending.remove(this);
        }
    }

    private final Clock clock;
    private final TreeSet<Timer> pending =
            new TreeSet<>(Comparator.comparing((Timer timer) -> timer.due).thenComparingLong(timer -> timer.number));
    private long count;

    public Timers(Clock clock) {
        this.clock = clock;
    }

    /** To the millisecond, which is all that the wire can say. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    public Timer at(Instant due, Runnable action) {
        var timer = new Timer(due, count++, action);
        pending.add(timer);
        return timer;
    }

    public Timer after(Duration delay, Runnable action) {
        return at(now().plus(delay), action);
    }

    public Optional<Duration> untilNext() {
        return pending.isEmpty() ? Optional.empty() : Optional.of(Duration.between(now(), pending.first().due));
    }

    /** Runs what is due now; what those add is left for the next time. */
    public void runDue() {
        var now = now();
        for (var due = pending.size(); due > 0 && !pending.isEmpty(); due--) {
            var timer = pending.first();
            if (timer.due.isAfter(now)) {
                return;
            }
            pending.remove(timer);
            timer.action.run();
        }
    }

    public int size() {
        return pending.size();
    }
}
