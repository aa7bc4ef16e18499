package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Alert;
import io.throughline.dashboard.ledger.Incident;
import io.throughline.dashboard.ledger.Incident.Course;
import io.throughline.dashboard.ledger.Severity;
import io.throughline.dashboard.ledger.Stake;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Alerts, for programs.
 *
 * @param lookedAt when the conditions were looked at last; absent before the first look
 * @param firing gravest first
 * @param ended the last first
 */
record AlertAnswer(@Nullable Instant lookedAt, List<One> firing, List<One> ended) {

    static AlertAnswer of(Optional<Instant> lookedAt, List<Incident> firing, List<Incident> ended) {
        return new AlertAnswer(lookedAt.orElse(null), told(firing), told(ended));
    }

    private static List<One> told(List<Incident> incidents) {
        return incidents.stream()
                .flatMap(incident ->
                        Optional.ofNullable(incident.course()).map(course -> One.of(incident, course)).stream())
                .toList();
    }

    /**
     * One incident.
     *
     * @param stage where events were lost; empty for other alerts
     * @param quietSince its condition does not hold since then; it has not ended yet, because it may come back
     * @param failure cause of the failures that it is about mostly, as in {@code /api/failures}
     * @param runbook address of the page that says what to do
     */
    record One(
            UUID id,
            Alert alert,
            String integration,
            String stage,
            Severity severity,
            String summary,
            String cause,
            Instant firedAt,
            @Nullable Instant quietSince,
            @Nullable Instant resolvedAt,
            Stake atStake,
            Stake mostAtStake,
            @Nullable String failure,
            String runbook) {

        static One of(Incident incident, Course course) {
            return new One(
                    incident.id(),
                    incident.subject().alert(),
                    incident.subject().integration(),
                    incident.subject().stage(),
                    course.severity(),
                    incident.worth().summary(),
                    incident.worth().cause(),
                    course.firedAt(),
                    course.quietSince(),
                    course.resolvedAt(),
                    incident.worth().now(),
                    incident.worth().most(),
                    incident.worth().failureCause(),
                    "/runbooks/" + incident.subject().alert().word());
        }
    }
}
