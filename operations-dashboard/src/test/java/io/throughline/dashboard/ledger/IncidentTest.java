package io.throughline.dashboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.ledger.Finding.Subject;
import io.throughline.dashboard.ledger.Finding.Told;
import io.throughline.dashboard.ledger.Incident.Course;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IncidentTest {

    static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    static final Duration CALM = Duration.ofMinutes(5);
    static final Finding WARNING = found(Alert.PARKED_DELIVERIES, Severity.WARNING, Duration.ofMinutes(5));
    static final Finding CRITICAL = found(Alert.PARKED_DELIVERIES, Severity.CRITICAL, Duration.ofMinutes(1));

    static Finding found(Alert alert, Severity severity, Duration patience) {
        return new Finding(
                new Subject(alert, "fulfillment-adapter", ""), severity, patience, new Told("late", "slow", List.of()));
    }

    static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    static Incident begun(Finding... found) {
        return next(Incident.begun(UUID.randomUUID(), found[0]), 0, found).orElseThrow();
    }

    static Optional<Incident> next(Incident incident, int minute, Finding... found) {
        return incident.next(List.of(found), at(minute), CALM);
    }

    @Test
    void firesWhenItsConditionHasHeldLongEnough() {
        Incident early = next(begun(WARNING), 4, WARNING).orElseThrow();
        Incident due = next(early, 5, WARNING).orElseThrow();

        assertThat(early.isFiring()).isFalse();
        assertThat(due.course()).isEqualTo(new Course(Severity.WARNING, at(5), null, null));
    }

    @Test
    void whatPassesBeforeAnybodyWasToldIsNoIncident() {
        assertThat(next(begun(WARNING), 4)).isEmpty();
    }

    @Test
    void goesOnWhenItComesBackSoonAndEndsWhenItStaysAway() {
        Incident fired = next(begun(CRITICAL), 1, CRITICAL).orElseThrow();

        Incident quiet = next(fired, 2).orElseThrow();
        Incident back = next(quiet, 6, CRITICAL).orElseThrow();
        Incident over = next(next(back, 7).orElseThrow(), 12).orElseThrow();

        assertThat(quiet.isFiring()).isTrue();
        assertThat(back.course()).isEqualTo(new Course(Severity.CRITICAL, at(1), null, null));
        assertThat(over.course()).isEqualTo(new Course(Severity.CRITICAL, at(1), at(7), at(7)));
    }

    @Test
    void becomesGraverAndNeverMilder() {
        Incident warned = next(begun(WARNING), 5, WARNING).orElseThrow();
        Incident graver = next(next(warned, 6, WARNING, CRITICAL).orElseThrow(), 7, WARNING, CRITICAL)
                .orElseThrow();
        Incident milder = next(graver, 20, WARNING).orElseThrow();

        assertThat(graver.course()).isEqualTo(new Course(Severity.CRITICAL, at(5), null, null));
        assertThat(milder.course()).isEqualTo(graver.course());
    }

    @Test
    void waitsAnewWhenNobodyLookedForAWhile() {
        Incident waiting = begun(WARNING).anew();

        assertThat(next(waiting, 60, WARNING).orElseThrow().isFiring()).isFalse();
    }

    @Test
    void aCauseSilencesItsConsequencesFromItsFirstSignOnAndForAWhileAfter() {
        Finding stopped = found(Alert.CONSUMER_STOPPED, Severity.CRITICAL, Duration.ofMinutes(1));
        Finding late = found(Alert.SLA_BURN, Severity.CRITICAL, Duration.ZERO);
        Incident fired = next(begun(stopped), 1, stopped).orElseThrow();
        Incident over = next(next(fired, 2).orElseThrow(), 7).orElseThrow();

        assertThat(Findings.audible(List.of(stopped, late), List.of(), at(0))).containsExactly(stopped);
        assertThat(Findings.audible(List.of(late), List.of(over), at(31))).isEmpty();
        assertThat(Findings.audible(List.of(late), List.of(over), at(33))).containsExactly(late);
        assertThat(Findings.audible(List.of(late), List.of(begun(stopped)), at(1)))
                .containsExactly(late);
    }

    @Test
    void aCauseOfAnotherIntegrationSilencesNothingAndWhatFiresGoesOn() {
        Finding lost = found(Alert.UNACCOUNTED_ORDERS, Severity.CRITICAL, Duration.ZERO);
        Finding elsewhere = new Finding(
                new Subject(Alert.CONSUMER_STOPPED, "finance-adapter", ""),
                Severity.CRITICAL,
                Duration.ZERO,
                new Told("down", "dead", List.of()));
        Finding here = found(Alert.CONSUMER_STOPPED, Severity.CRITICAL, Duration.ZERO);

        assertThat(Findings.audible(List.of(lost, elsewhere), List.of(), START)).containsExactly(lost, elsewhere);
        assertThat(Findings.audible(List.of(lost, here), List.of(begun(lost)), START))
                .containsExactly(lost, here);
    }
}
