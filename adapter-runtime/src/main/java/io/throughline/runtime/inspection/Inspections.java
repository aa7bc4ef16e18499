package io.throughline.runtime.inspection;

import io.throughline.backbone.database.LogEntry;
import io.throughline.backbone.database.LogPosition;
import io.throughline.backbone.database.LogRelay;
import io.throughline.backbone.database.RelayedLog;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.runtime.CallGuard;
import io.throughline.runtime.Inspector;
import io.throughline.runtime.store.OutcomeLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The inspections of all ages; they run from {@link #start} to {@link #stop}. */
public final class Inspections {

    private static final int ROWS = 200;

    /** Beside the waits that are configured: calls and a commit. */
    private static final Duration WORK = Duration.ofMinutes(2);

    private static final Duration UNSETTLED_WAIT = Duration.ofMillis(200);

    private final List<Inspection> ages;
    private final LogRelay.Settings settings;
    private List<LogRelay<DeliveryOutcome>> running = List.of();

    /**
     * What is inspected.
     *
     * @param turns what the calls wait for
     */
    public record Subject(Inspector inspector, CallGuard turns, InspectionProperties properties) {}

    /**
     * Where it is read from.
     *
     * @param callsGoOut whether they do now; while they do not, nothing is asked
     * @param begin how far back the first inspection of an age begins
     */
    public record Log(OutcomeLog outcomes, BooleanSupplier callsGoOut, Clock clock, Duration begin) {

        /** The next ones of those that were finished before the instant. */
        List<LogEntry<DeliveryOutcome>> after(LogPosition position, Instant before, int limit) {
            List<LogEntry<DeliveryOutcome>> rows = position.equals(LogPosition.START)
                    ? outcomes.since(before.minus(begin), limit)
                    : outcomes.after(position, limit);
            return rows.stream()
                    .takeWhile(row -> row.row().at().isBefore(before))
                    .toList();
        }
    }

    public Inspections(Subject subject, Log log, AbsentEffects absent) {
        InspectionProperties properties = subject.properties();
        Examiner examiner = new Examiner(subject.inspector(), subject.turns(), properties);
        this.ages = properties.ages().stream()
                .sorted()
                .map(age -> new Inspection(age, log, examiner, absent))
                .toList();
        this.settings = new LogRelay.Settings(ROWS, examiner.patience().plus(WORK), properties.every(), UNSETTLED_WAIT);
    }

    /** Begins to read the log for an age. */
    @FunctionalInterface
    public interface Reader {

        LogRelay<DeliveryOutcome> begin(RelayedLog<DeliveryOutcome> age, LogRelay.Settings settings);
    }

    public void start(Reader reader) {
        running = ages.stream().map(age -> reader.begin(age, settings)).toList();
    }

    /** Looks at once instead of when it is time. */
    public void hasten() {
        running.forEach(LogRelay::signal);
    }

    public void stop() {
        running.forEach(LogRelay::close);
        running = List.of();
    }

    /** What was delivered until then was looked for at its first age. */
    public Optional<Instant> upTo() {
        return ages.getFirst().upTo();
    }
}
