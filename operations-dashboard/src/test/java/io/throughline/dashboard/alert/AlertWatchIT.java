package io.throughline.dashboard.alert;

import static io.throughline.dashboard.store.LedgerFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.ledger.Alert;
import io.throughline.dashboard.ledger.Finding;
import io.throughline.dashboard.ledger.Incident;
import io.throughline.dashboard.ledger.Severity;
import io.throughline.dashboard.ledger.Stake;
import io.throughline.events.order.Money;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.ExpiringSecret;
import io.throughline.events.outcome.Heartbeat;
import io.throughline.events.outcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From rows to incidents, under a clock that moves. */
class AlertWatchIT {

    static final String CAUSE = "3f0c9a517be2d846";

    final Day day = new Day();

    @AfterEach
    void close() {
        day.close();
    }

    @Test
    void tenThousandFailuresOfOneCauseFireOnceAndEndOnce() {
        var events = day.placed(1, 10_000);
        day.park(events, CAUSE);
        day.goOn(Duration.ofMinutes(8));

        Incident firing = only(day.fixture.alerts.firing());
        Stake all = new Stake(10_000L, List.of(new Money("EUR", 19_990_000, 2)));
        assertThat(firing.subject().alert()).isEqualTo(Alert.PARKED_DELIVERIES);
        assertThat(course(firing).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(firing.worth().now()).isEqualTo(all);
        assertThat(firing.worth().failureCause()).isEqualTo(CAUSE);
        assertThat(firing.worth().summary()).startsWith("10000 deliveries of fulfillment-adapter are parked");

        day.deliver(events);
        day.goOn(Duration.ofMinutes(6));

        Incident over = only(day.fixture.alerts.recent());
        assertThat(over.id()).isEqualTo(firing.id());
        assertThat(over.worth().now()).isEqualTo(Stake.NOTHING);
        assertThat(over.worth().most()).isEqualTo(all);
        assertThat(day.fixture.count("alert_incident")).isEqualTo(1);
    }

    @Test
    void flapsOfTheBreakerShortPausesRestartsAndBackfillsRaiseNothing() {
        for (int round = 0; round < 4; round++) {
            var backfilled = day.placed(1 + round * 500, 500);
            day.says = beat -> with(beat, 500, "open", false);
            day.goOn(Duration.ofSeconds(90));
            day.says = beat -> with(beat, 500, "closed", false);
            day.goOn(Duration.ofSeconds(30));
            pause("pause-deliveries");
            day.says = beat -> with(beat, 500, "closed", true);
            day.goOn(Duration.ofSeconds(90));
            pause("resume-deliveries");
            day.goOn(Duration.ofSeconds(30));
            day.deliver(backfilled);
            day.says = beat -> beat;
            day.goOn(Duration.ofMinutes(2));
            day.speaks = false;
            day.goOn(Duration.ofSeconds(60));
            day.speaks = true;
            day.goOn(Duration.ofMinutes(10));
        }

        assertThat(day.fixture.count("alert_incident")).isZero();
    }

    @Test
    void whatStandsStillIsToldByItsCauseAlone() {
        day.placed(1, 40);
        day.says = beat -> with(beat, 40, "open", false);
        day.goOn(Duration.ofMinutes(30));

        Incident failing = only(day.fixture.alerts.firing());
        assertThat(failing.subject().alert()).isEqualTo(Alert.DOWNSTREAM_FAILING);
        assertThat(course(failing).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(failing.worth().now().orders()).isEqualTo(40);
    }

    @Test
    void lateDeliveriesBurnTheBudgetAndAFewDoNot() {
        var events = day.placed(1, 50);
        day.says = beat -> new Heartbeat(
                beat.integration(),
                beat.instance(),
                beat.at(),
                50,
                0,
                0,
                0,
                day.now().minusSeconds(3600),
                "closed",
                false,
                null,
                null,
                null);
        day.goOn(Duration.ofMinutes(7));
        day.deliver(events.subList(2, 50));
        day.goOn(Duration.ofSeconds(30));

        assertThat(only(day.fixture.alerts.firing()).subject().alert()).isEqualTo(Alert.SLA_BURN);
    }

    @Test
    void whoIsPausedByNobodyIsLockedOutAndWhoIsSilentIsDown() {
        day.says = beat -> with(beat, 1, "closed", true);
        day.look();
        assertThat(only(day.fixture.alerts.firing()).subject().alert()).isEqualTo(Alert.ACCESS_REFUSED);

        day.speaks = false;
        day.goOn(Duration.ofMinutes(8));
        assertThat(only(day.fixture.alerts.firing()).subject().alert()).isEqualTo(Alert.CONSUMER_STOPPED);
    }

    @Test
    void aSecretThatEndsIsToldOfAndAgainOnItsLastDayUntilItIsExchanged() {
        Instant end = day.now().plus(Duration.ofDays(1)).plusSeconds(120);
        day.says = beat -> expiring(beat, end);
        day.look();
        Incident told = only(day.fixture.alerts.firing());
        assertThat(told.subject().alert()).isEqualTo(Alert.SECRET_EXPIRING);
        assertThat(course(told).severity()).isEqualTo(Severity.WARNING);
        assertThat(told.worth().summary()).startsWith("shipbob-token of fulfillment-adapter ends at ");

        day.goOn(Duration.ofMinutes(4));
        assertThat(course(only(day.fixture.alerts.firing())).severity()).isEqualTo(Severity.CRITICAL);

        day.says = beat -> beat;
        day.goOn(Duration.ofMinutes(6));
        assertThat(day.fixture.alerts.firing()).isEmpty();
    }

    @Test
    void aPauseOfAPartIsToldWhenItBreaksThePromise() {
        pause("pause-deliveries");
        day.goOn(Duration.ofMinutes(4));
        assertThat(day.fixture.alerts.firing()).isEmpty();

        day.says = beat -> with(beat, 0, "closed", true);
        day.goOn(Duration.ofMinutes(6));
        assertThat(only(day.fixture.alerts.firing()).subject().alert()).isEqualTo(Alert.INTEGRATION_PAUSED);

        pause("resume-deliveries");
        day.says = beat -> beat;
        day.goOn(Duration.ofMinutes(6));
        assertThat(day.fixture.alerts.firing()).isEmpty();
    }

    @Test
    void whatNobodyMentionsIsToldAtOnceWithItsOrdersAndMoney() {
        day.placed(1, 3);
        day.goOn(Duration.ofMinutes(2));

        Incident lost = only(day.fixture.alerts.firing());
        assertThat(lost.subject().alert()).isEqualTo(Alert.UNACCOUNTED_ORDERS);
        assertThat(lost.subject().stage()).isEqualTo("receive");
        assertThat(lost.worth().now()).isEqualTo(new Stake(3L, List.of(new Money("EUR", 3 * 1999, 2))));
    }

    @Test
    void whatIsDeliveredAndAbsentIsToldAtOnceWithItsOrdersAndMoneyUntilItIsAnswered() {
        List<DeliveryOutcome> delivered = day.placed(1, 3).stream()
                .map(event -> Events.outcome(event, Result.DELIVERED, day.now()))
                .toList();
        day.fixture.report(Events.FULFILLMENT, delivered.toArray(DeliveryOutcome[]::new));
        day.goOn(Duration.ofMinutes(2));
        assertThat(day.fixture.alerts.firing()).isEmpty();

        delivered.subList(0, 2).forEach(one -> day.fixture.hear(Events.absent(Events.FULFILLMENT, one, day.now())));
        day.goOn(Duration.ofSeconds(30));

        Incident lost = only(day.fixture.alerts.firing());
        assertThat(lost.subject()).isEqualTo(new Finding.Subject(Alert.FALSE_SUCCESS, Events.FULFILLMENT, ""));
        assertThat(course(lost).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(lost.worth().now()).isEqualTo(new Stake(2L, List.of(new Money("EUR", 2 * 1999, 2))));
        assertThat(lost.worth().summary()).contains("ShipBob shows nothing of them");

        day.fixture.report(
                Events.FULFILLMENT,
                Events.outcome(Events.placed(1, NOW), Result.DELIVERED, day.now(), new Events.Tries(2, 2, 0)),
                Events.outcome(Events.placed(2, NOW), Result.DISCARDED, day.now(), new Events.Tries(2, 2, 0)));
        day.goOn(Duration.ofMinutes(6));
        assertThat(day.fixture.alerts.firing()).isEmpty();
    }

    @Test
    void anotherInstanceDoesNotLookAtTheSameTimeNorSoonerThanItIsDue() {
        var turns = new java.util.concurrent.atomic.AtomicInteger();

        day.fixture.turn.take(day.now(), Duration.ofSeconds(5), last -> {
            turns.incrementAndGet();
            java.util.concurrent.CompletableFuture.runAsync(() ->
                            day.fixture.turn.take(day.now(), Duration.ofSeconds(5), again -> turns.incrementAndGet()))
                    .join();
        });
        day.fixture.turn.take(day.now().plusSeconds(4), Duration.ofSeconds(5), last -> turns.incrementAndGet());

        assertThat(turns).hasValue(1);
    }

    private void pause(String kind) {
        day.fixture.wish(Events.FULFILLMENT, kind);
    }

    private static Heartbeat with(Heartbeat beat, long due, String breaker, boolean paused) {
        return new Heartbeat(
                beat.integration(),
                beat.instance(),
                beat.at(),
                due,
                0,
                0,
                0,
                beat.at().minusSeconds(3600),
                breaker,
                paused,
                null,
                null,
                null);
    }

    private static Heartbeat expiring(Heartbeat beat, Instant end) {
        return new Heartbeat(
                beat.integration(),
                beat.instance(),
                beat.at(),
                0,
                0,
                0,
                0,
                null,
                "closed",
                false,
                new ExpiringSecret("shipbob-token", end),
                null,
                null);
    }

    private static Incident.Course course(Incident incident) {
        return Objects.requireNonNull(incident.course());
    }

    private static Incident only(List<Incident> incidents) {
        assertThat(incidents).hasSize(1);
        return incidents.getFirst();
    }
}
