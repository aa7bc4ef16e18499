package io.throughline.dashboard.ledger;

import io.throughline.dashboard.ledger.Finding.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One alert from its first sign to its end. Of two severities the graver one counts, and it never falls: what began as
 * an alarm does not become a warning before somebody looked.
 *
 * @param since the condition has held since then
 * @param course absent until it fired
 */
public record Incident(
        UUID id, Subject subject, Since since, @Nullable Course course, Worth worth) {

    /** Since when each condition has held; absent while it does not. */
    public record Since(@Nullable Instant warning, @Nullable Instant critical) {

        public static final Since NEVER = new Since(null, null);
    }

    /**
     * What became of it.
     *
     * @param quietSince the condition has not held since then; absent while it does
     * @param resolvedAt when the condition ended for good; absent while it fires
     */
    public record Course(
            Severity severity,
            Instant firedAt,
            @Nullable Instant quietSince,
            @Nullable Instant resolvedAt) {}

    /**
     * What it is about and what is at stake.
     *
     * @param failureCause of the failures that it is about mostly; absent when it is about none
     * @param weighedAt when that was counted last; absent before
     */
    public record Worth(
            String summary,
            String cause,
            @Nullable String failureCause,
            Stake now,
            Stake most,
            @Nullable Instant weighedAt) {

        private Worth over() {
            Stake left = now.orders() == null ? Stake.UNKNOWN : Stake.NOTHING;
            return new Worth(summary, cause, failureCause, left, most, weighedAt);
        }
    }

    /** At the first sign: nobody is told yet. */
    public static Incident begun(UUID id, Finding finding) {
        Worth worth =
                new Worth(finding.told().summary(), finding.told().cause(), null, Stake.UNKNOWN, Stake.UNKNOWN, null);
        return new Incident(id, finding.subject(), Since.NEVER, null, worth);
    }

    public boolean isFiring() {
        return course != null && course.resolvedAt == null;
    }

    public boolean isResolved() {
        return course != null && course.resolvedAt != null;
    }

    /** @param severity that it must have; absent when any will do */
    boolean firedWithin(Duration past, Instant now, @Nullable Severity severity) {
        return course != null
                && (severity == null || severity == course.severity)
                && (course.resolvedAt == null || course.resolvedAt.isAfter(now.minus(past)));
    }

    /** The same as if it was seen first now: nobody looked for a while. */
    public Incident anew() {
        return isFiring() ? this : new Incident(id, subject, Since.NEVER, course, worth);
    }

    /**
     * How it goes on.
     *
     * @param found what holds of it now; none or one of each severity
     * @param calm how long the condition must be away before the incident has ended; if it comes back, it goes on
     * @return absent when it passed before anybody was told
     */
    public Optional<Incident> next(List<Finding> found, Instant now, Duration calm) {
        Since next = new Since(held(found, Severity.WARNING, now), held(found, Severity.CRITICAL, now));
        if (course == null) {
            return found.isEmpty()
                    ? Optional.empty()
                    : Optional.of(with(
                            next,
                            due(found, next, now)
                                    .map(severity -> new Course(severity, now, null, null))
                                    .orElse(null)));
        }
        return Optional.of(
                with(next, found.isEmpty() ? quiet(course, now, calm) : goingOn(course, due(found, next, now))));
    }

    /** Of the gravest condition that has held long enough. */
    private static Optional<Severity> due(List<Finding> found, Since since, Instant now) {
        return Stream.of(Severity.values())
                .filter(severity -> found.stream()
                        .filter(finding -> finding.severity() == severity)
                        .anyMatch(finding -> !began(since, severity, now)
                                .plus(finding.patience())
                                .isAfter(now)))
                .findFirst();
    }

    private static Instant began(Since since, Severity severity, Instant now) {
        Instant began = severity == Severity.CRITICAL ? since.critical : since.warning;
        return began == null ? now : began;
    }

    private @Nullable Instant held(List<Finding> found, Severity severity, Instant now) {
        boolean holds = found.stream().anyMatch(finding -> finding.severity() == severity);
        return holds ? began(since, severity, now) : null;
    }

    private static Course goingOn(Course course, Optional<Severity> due) {
        Severity severity =
                due.filter(graver -> graver.compareTo(course.severity) < 0).orElse(course.severity);
        return new Course(severity, course.firedAt, null, course.resolvedAt);
    }

    private static Course quiet(Course course, Instant now, Duration calm) {
        Instant quiet = course.quietSince == null ? now : course.quietSince;
        return new Course(
                course.severity, course.firedAt, quiet, quiet.plus(calm).isAfter(now) ? null : quiet);
    }

    private Incident with(Since next, @Nullable Course then) {
        boolean quiet = then != null && then.quietSince != null;
        return new Incident(id, subject, next, then, quiet ? worth.over() : worth);
    }

    public Incident with(Worth other) {
        return new Incident(id, subject, since, course, other);
    }
}
