package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Incident;
import io.throughline.dashboard.ledger.Incident.Course;
import io.throughline.dashboard.ledger.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An alert on a page.
 *
 * @param name of the alert, and of its runbook
 * @param word how it stands, said beside the icon of the tone
 * @param lasted absent while it fires
 * @param most what was at stake at most
 * @param failure the cause that its deliveries failed for mostly; absent when it is about none
 */
record AlertView(
        String name,
        String integration,
        String word,
        String tone,
        String summary,
        String cause,
        Moment since,
        @Nullable String lasted,
        String atStake,
        String most,
        @Nullable String failure) {

    static List<AlertView> all(List<Incident> incidents, Instant now) {
        return incidents.stream()
                .flatMap(incident ->
                        Optional.ofNullable(incident.course()).map(course -> of(incident, course, now)).stream())
                .toList();
    }

    private static AlertView of(Incident incident, Course course, Instant now) {
        Instant ended = course.resolvedAt();
        return new AlertView(
                incident.subject().alert().word(),
                incident.subject().integration(),
                ended == null ? word(course) : "ended, was " + course.severity().word(),
                ended != null ? "fine" : course.severity() == Severity.CRITICAL ? "alarm" : "warning",
                incident.worth().summary(),
                incident.worth().cause(),
                Moment.ago(course.firedAt(), now),
                ended == null ? null : Spoken.duration(Duration.between(course.firedAt(), ended)),
                Spoken.stake(incident.worth().now()),
                Spoken.stake(incident.worth().most()),
                incident.worth().failureCause());
    }

    private static String word(Course course) {
        return course.severity().word() + (course.quietSince() == null ? "" : ", seems over");
    }

    /** Whether it is about an integration, which has a page. */
    public boolean hasPage() {
        return !integration.equals("order-ingest-service") && !integration.equals("operations-dashboard");
    }
}
