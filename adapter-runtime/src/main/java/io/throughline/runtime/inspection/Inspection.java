package io.throughline.runtime.inspection;

import io.throughline.backbone.database.LogEntry;
import io.throughline.backbone.database.LogPosition;
import io.throughline.backbone.database.RelayedLog;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log of outcomes at the distance of one age and has what was delivered looked for. One instance does; where
 * it fails it goes on from there later, so that nothing is passed over.
 */
final class Inspection implements RelayedLog<DeliveryOutcome> {

    private final Duration age;
    private final Inspections.Log log;
    private final Examiner examiner;
    private final AbsentEffects absent;
    private volatile @Nullable Instant upTo;

    Inspection(Duration age, Inspections.Log log, Examiner examiner, AbsentEffects absent) {
        this.age = age;
        this.log = log;
        this.examiner = examiner;
        this.absent = absent;
    }

    @Override
    public String name() {
        return "inspection-" + age;
    }

    /** Nothing while no calls go out: what is due then is looked for afterwards. */
    @Override
    public List<LogEntry<DeliveryOutcome>> after(LogPosition position, int limit) {
        if (!log.callsGoOut().getAsBoolean()) {
            return List.of();
        }
        Instant before = log.clock().instant().minus(age);
        List<LogEntry<DeliveryOutcome>> rows = log.after(position, before, limit);
        if (rows.isEmpty()) {
            upTo = before;
        }
        return rows;
    }

    @Override
    public void send(List<LogEntry<DeliveryOutcome>> rows) {
        List<DeliveryOutcome> delivered = rows.stream()
                .map(LogEntry::row)
                .filter(outcome -> outcome.result() == Result.DELIVERED)
                .toList();
        try {
            for (int from = 0; from < delivered.size(); from += examiner.together()) {
                List<DeliveryOutcome> part =
                        delivered.subList(from, Math.min(delivered.size(), from + examiner.together()));
                absent.tell(examiner.missing(part), part.size());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The inspection was stopped; it goes on from here later", stopping);
        }
        upTo = rows.getLast().row().at();
    }

    /** What was delivered until then was looked for; absent before the first look of this instance. */
    Optional<Instant> upTo() {
        return Optional.ofNullable(upTo);
    }
}
