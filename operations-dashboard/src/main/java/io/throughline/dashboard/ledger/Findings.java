package io.throughline.dashboard.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Evaluates the table of conditions, and lets a cause silence its consequences. */
public final class Findings {

    public static final String INGEST = "order-ingest-service";
    public static final String DASHBOARD = "operations-dashboard";

    /** How long after its end a cause still silences something. */
    public static final Duration LONGEST_SILENCE = Duration.ofHours(6);

    private static final Set<Alert> STANDSTILL =
            EnumSet.of(Alert.CONSUMER_STOPPED, Alert.ACCESS_REFUSED, Alert.DOWNSTREAM_FAILING);

    /** As Alertmanager's inhibitions and the exclusions within the rules of Prometheus have it. */
    private static final List<Silence> SILENCES = List.of(
            // What stands still is late for that reason, also for a while after it moves again.
            new Silence(STANDSTILL, null, Alert.SLA_BURN, null, Duration.ofMinutes(30)),
            new Silence(
                    EnumSet.complementOf(EnumSet.of(Alert.SLA_BURN)),
                    null,
                    Alert.SLA_BURN,
                    Severity.WARNING,
                    LONGEST_SILENCE),
            new Silence(STANDSTILL, Severity.CRITICAL, Alert.INTEGRATION_PAUSED, null, Duration.ZERO),
            // One that does not run receives nothing.
            new Silence(
                    Set.of(Alert.CONSUMER_STOPPED), Severity.CRITICAL, Alert.UNACCOUNTED_ORDERS, null, Duration.ZERO),
            // What conflicts is parked.
            new Silence(Set.of(Alert.EFFECT_CONFLICT), null, Alert.PARKED_DELIVERIES, Severity.WARNING, Duration.ZERO),
            // What cannot be sent was not published; without ingest there is no log to judge by.
            new Silence(Set.of(Alert.OUTBOX_NOT_DRAINING), null, Alert.UNACCOUNTED_ORDERS, null, Duration.ZERO),
            new Silence(Set.of(Alert.INGEST_STOPPED), null, Alert.LEDGER_BLIND, null, Duration.ZERO));

    private Findings() {}

    /** All that holds now, consequences included. */
    public static List<Finding> of(List<Observed> integrations, Surroundings surroundings) {
        List<Finding> found = new ArrayList<>();
        integrations.forEach(seen -> IntegrationRules.ALL.stream()
                .map(rule -> rule.find(seen.entry().integration(), seen))
                .flatMap(Optional::stream)
                .forEach(found::add));
        Stream.of(ServiceRules.OF_INGEST, ShopRules.ALL)
                .flatMap(List::stream)
                .map(rule -> rule.find(INGEST, surroundings))
                .flatMap(Optional::stream)
                .forEach(found::add);
        ServiceRules.OF_DASHBOARD.stream()
                .map(rule -> rule.find(DASHBOARD, surroundings))
                .flatMap(Optional::stream)
                .forEach(found::add);
        return found;
    }

    /**
     * What is left when causes have silenced their consequences. A cause does so from its first sign on, before anybody
     * is told of it: otherwise a consequence that waits less long would be told first. What fires already goes on.
     *
     * @param incidents those that have not ended, and those that ended not long ago
     */
    public static List<Finding> audible(List<Finding> found, List<Incident> incidents, Instant now) {
        Past past = new Past(found, incidents, now);
        return found.stream()
                .filter(finding -> past.fires(finding.subject())
                        || SILENCES.stream().noneMatch(silence -> silence.isKept(finding, past)))
                .toList();
    }

    private record Past(List<Finding> found, List<Incident> incidents, Instant now) {

        boolean fires(Finding.Subject subject) {
            return incidents.stream()
                    .anyMatch(incident ->
                            incident.isFiring() && incident.subject().equals(subject));
        }
    }

    /**
     * @param of severity of the cause; absent when any does, as is that of the consequence
     * @param after how long after its end the cause still does so
     */
    private record Silence(
            Set<Alert> causes,
            @Nullable Severity of,
            Alert consequence,
            @Nullable Severity severity,
            Duration after) {

        boolean isKept(Finding finding, Past past) {
            return finding.subject().alert() == consequence
                    && matches(severity, finding.severity())
                    && (past.found.stream()
                                    .filter(other -> matches(of, other.severity()))
                                    .anyMatch(other -> isCause(other.subject(), finding.subject()))
                            || past.incidents.stream()
                                    .filter(incident -> incident.firedWithin(after, past.now, of))
                                    .anyMatch(incident -> isCause(incident.subject(), finding.subject())));
        }

        /** Of the same integration, except that ingest is the dashboard's eye. */
        private boolean isCause(Finding.Subject cause, Finding.Subject affected) {
            return causes.contains(cause.alert())
                    && (cause.integration().equals(affected.integration()) || cause.alert() == Alert.INGEST_STOPPED);
        }

        private static boolean matches(@Nullable Severity wanted, Severity is) {
            return wanted == null || wanted == is;
        }
    }
}
