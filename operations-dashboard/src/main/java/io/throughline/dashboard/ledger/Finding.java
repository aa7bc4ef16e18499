package io.throughline.dashboard.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A condition that holds at this instant.
 *
 * @param patience how long it must hold before anybody is told
 */
public record Finding(Subject subject, Severity severity, Duration patience, Told told) {

    /**
     * What makes two findings one incident.
     *
     * @param integration or the service that it is about
     * @param stage where an event was lost: {@code publish}, {@code receive}, {@code act}; empty for other alerts
     */
    public record Subject(Alert alert, String integration, String stage) {}

    /**
     * In plain words.
     *
     * @param cause the likely one
     * @param codes of the parked deliveries that it is about; empty when it is about others
     */
    public record Told(String summary, String cause, List<String> codes) {

        public Told {
            codes = List.copyOf(codes);
        }

        static Optional<Told> of(String summary, String cause) {
            return Optional.of(new Told(summary, cause, List.of()));
        }
    }

    /**
     * One line of the table of conditions.
     *
     * @param stage empty unless the alert has several
     * @param sign says what is wrong; absent while nothing is
     */
    record Rule<S>(
            Alert alert,
            String stage,
            Severity severity,
            Function<S, Duration> patience,
            Function<S, Optional<Told>> sign) {

        Optional<Finding> find(String integration, S seen) {
            return sign.apply(seen)
                    .map(told ->
                            new Finding(new Subject(alert, integration, stage), severity, patience.apply(seen), told));
        }
    }
}
