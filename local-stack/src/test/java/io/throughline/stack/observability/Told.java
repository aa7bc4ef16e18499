package io.throughline.stack.observability;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** An alert on its way to Alertmanager; over when it has ended. */
record Told(Map<String, String> labels, Instant startsAt, Instant endsAt) {

    private static final Duration LONG = Duration.ofHours(1);

    /** Began just now: Alertmanager does not wait for the others of a group when the first is old. */
    static Told firing(String name, String severity, String integration, String stage) {
        Instant now = Clock.systemUTC().instant();
        return new Told(
                Map.of("alertname", name, "severity", severity, "integration", integration, "stage", stage),
                now,
                now.plus(LONG));
    }

    Told resolved() {
        return new Told(labels, startsAt, Clock.systemUTC().instant());
    }
}
