package io.throughline.dashboard.store;

import static io.throughline.dashboard.Events.FULFILLMENT;
import static io.throughline.dashboard.store.LedgerFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.Events.Tries;
import io.throughline.dashboard.ledger.Condition;
import io.throughline.dashboard.ledger.History.Decided;
import io.throughline.dashboard.ledger.Overview;
import io.throughline.dashboard.ledger.Standing;
import io.throughline.dashboard.ledger.Window;
import io.throughline.events.EventEnvelope;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.Heartbeat;
import io.throughline.events.outcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerStoreIT {

    static final EventEnvelope<?> FAST = Events.placed(1, at("09:10:00"));
    static final EventEnvelope<?> FINE = Events.placed(2, at("09:20:00"));
    static final EventEnvelope<?> LATE = Events.placed(3, at("09:30:00"));
    static final EventEnvelope<?> IGNORED = Events.placed(4, at("09:40:00"));
    static final EventEnvelope<?> PARKED = Events.placed(5, at("09:45:00"));
    static final EventEnvelope<?> LOST = Events.placed(6, at("09:50:00"));
    static final EventEnvelope<?> RECENT = Events.placed(7, at("09:58:00"));
    static final EventEnvelope<?> UNLISTED = Events.changed(8, 1, at("09:10:00"));
    static final EventEnvelope<?> LATE_BEFORE_THE_HOUR = Events.placed(9, at("08:54:00"));
    static final EventEnvelope<?> DISCARDED = Events.placed(10, at("09:05:00"));

    final LedgerFixture fixture = new LedgerFixture();

    @BeforeEach
    void announce() {
        fixture.hear(Events.announcement(FULFILLMENT, at("08:00:00")));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void figuresOfAnHourAreThoseComputedByHand() {
        seeAll();
        reportAll();

        Standing standing = standing(Window.HOUR);

        var figures = standing.figures();
        assertThat(List.of(figures.delivered(), figures.ignored(), figures.discarded()))
                .containsExactly(4L, 2L, 1L);
        assertThat(figures.throughput(Window.HOUR)).isEqualTo(7 / 3600.0);
        assertThat(List.of(figures.attempts(), figures.failedAttempts())).containsExactly(13L, 6L);
        assertThat(figures.lagP50()).isEqualTo(4.0);
        assertThat(figures.lagP99()).isEqualTo(480.0);
        assertThat(List.of(figures.met(), figures.missed())).containsExactly(3L, 4L);
        assertThat(figures.slaAdherence()).hasValue(3 / 7.0);
        assertThat(standing.parked()).isEqualTo(1);
        assertThat(standing.open()).isEqualTo(3);
    }

    @Test
    void aMissBelongsToTheWindowOfItsDeadline() {
        seeAll();
        reportAll();

        assertThat(standing(Window.HOUR).figures().missed()).isEqualTo(4);
        assertThat(standing(Window.DAY).figures().missed()).isEqualTo(5);
    }

    @Test
    void itDoesNotMatterWhichAccountArrivesFirst() {
        reportAll();
        seeAll();
        Overview outcomesFirst = fixture.ledger.overview(Window.HOUR);

        assertThat(outcomesFirst.orders()).isEqualTo(new Overview.Orders(3, at("09:45:00"), 1, 0, 0));
        assertThat(standing(Window.HOUR).figures().slaAdherence()).hasValue(3 / 7.0);
    }

    @Test
    void whatArrivesTwiceCountsOnce() {
        seeAll();
        reportAll();
        Overview once = fixture.ledger.overview(Window.DAY);

        seeAll();
        reportAll();

        assertThat(fixture.ledger.overview(Window.DAY)).isEqualTo(once);
    }

    @Test
    void anEventThatNobodyMentionsIsUnaccounted() {
        seeAll();
        reportAll();
        fixture.hear(Events.heartbeat(FULFILLMENT, at("09:59:58"), 1, RECENT.acceptedAt()));

        assertThat(standing(Window.DAY).unaccounted()).isEqualTo(1);
        assertThat(standing(Window.DAY).condition()).isEqualTo(Condition.UNACCOUNTED);
        assertThat(fixture.ledger.overview(Window.DAY).orders().unaccounted()).isEqualTo(1);
    }

    @Test
    void anEventThatMayBeOpenIsNotUnaccounted() {
        seeAll();
        reportAll();
        fixture.hear(Events.heartbeat(FULFILLMENT, at("09:59:58"), 2, LOST.acceptedAt()));

        assertThat(standing(Window.DAY).unaccounted()).isZero();
        assertThat(standing(Window.DAY).condition()).isEqualTo(Condition.PARKED);
    }

    @Test
    void moreSilentEventsThanOpenDeliveriesAreUnaccounted() {
        fixture.seeInTime(
                Events.placed(1, at("09:00:00")), Events.placed(2, at("09:00:01")), Events.placed(3, at("09:00:02")));
        fixture.hear(Events.heartbeat(FULFILLMENT, at("09:59:58"), 1, at("09:00:00")));

        assertThat(standing(Window.DAY).unaccounted()).isEqualTo(2);
    }

    @Test
    void anEventThatWasOpenAMomentAgoIsKnown() {
        seeAll();
        reportAll();
        fixture.hear(Events.heartbeat(FULFILLMENT, at("09:59:50"), 2, LOST.acceptedAt()));
        fixture.hear(Events.heartbeat(FULFILLMENT, at("09:59:58"), 1, RECENT.acceptedAt()));

        assertThat(standing(Window.DAY).unaccounted()).isZero();

        fixture.hear(Events.heartbeat(FULFILLMENT, at("10:00:06"), 1, RECENT.acceptedAt()));

        assertThat(standing(Window.DAY).unaccounted()).isEqualTo(1);
    }

    @Test
    void aReporterThatIsBehindIsBlindNotMissing() {
        seeAll();
        reportAll();
        fixture.hear(Events.heartbeat(FULFILLMENT, at("09:55:30"), 0, null));

        assertThat(standing(Window.DAY).unaccounted()).isZero();
        assertThat(standing(Window.DAY).condition()).isEqualTo(Condition.SILENT);
    }

    @Test
    void anIntegrationOwesNothingFromBeforeItsFirstAnnouncement() {
        fixture.see(Events.placed(1, at("07:59:59")), Events.placed(2, at("08:00:00")));

        assertThat(standing(Window.DAY).open()).isEqualTo(1);
    }

    @Test
    void anAnnouncementThatComesAfterItsEventsOwesThem() {
        fixture.see(FAST, UNLISTED);

        fixture.hear(Events.announcement(Events.FINANCE, at("09:00:00"), List.of("order.changed.v1")));

        assertThat(standing(Events.FINANCE, Window.DAY).open()).isEqualTo(1);
    }

    @Test
    void anEventTypeNoLongerListedIsNotOwed() {
        fixture.see(FAST, UNLISTED);

        fixture.hear(Events.announcement(FULFILLMENT, at("09:00:00"), List.of("order.changed.v1")));
        fixture.hear(Events.announcement(FULFILLMENT, at("08:30:00")));

        assertThat(fixture.jdbc
                        .sql("select orderref from owed")
                        .query(java.util.UUID.class)
                        .list())
                .containsExactly(UNLISTED.orderRef());
    }

    @Test
    void aDeliveryThatIsOpenedAgainStaysFinishedForTheSla() {
        fixture.see(FAST);
        fixture.report(FULFILLMENT, Events.outcome(FAST, Result.DELIVERED, at("09:10:02")));

        fixture.report(FULFILLMENT, Events.outcome(FAST, Result.DELIVERED, at("09:50:00"), new Tries(2, 1, 0)));

        var figures = standing(Window.HOUR).figures();
        assertThat(List.of(figures.delivered(), figures.met(), figures.missed()))
                .containsExactly(1L, 1L, 0L);
        assertThat(figures.lagP99()).isEqualTo(2.0);
    }

    @Test
    void aLowerRevisionChangesNothing() {
        fixture.report(FULFILLMENT, Events.outcome(FAST, Result.DELIVERED, at("09:10:09"), new Tries(2, 1, 0)));

        fixture.report(FULFILLMENT, Events.outcome(FAST, Result.PARKED, at("09:10:05"), new Tries(1, 3, 3)));

        assertThat(standing(Window.DAY).parked()).isZero();
    }

    @Test
    void theWorstBreakerOfItsInstancesIsTold() {
        fixture.hear(
                beat("one", at("09:59:57"), "open"),
                beat("two", at("09:59:59"), "closed"),
                beat("gone", at("09:59:30"), "half-open"));

        var pulse = java.util.Objects.requireNonNull(standing(Window.DAY).pulse());

        assertThat(pulse.breaker()).isEqualTo("open");
        assertThat(pulse.at()).isEqualTo(at("09:59:59"));
    }

    @Test
    void whatIsToldLateAndWasDoneInTimeIsNoMissInTheEnd() {
        fixture.see(RECENT);
        fixture.listen(Duration.ofMinutes(10), FULFILLMENT);
        fixture.meters.read();
        assertThat(fixture.decided(FULFILLMENT)).isEqualTo(new Decided(0, 1));

        fixture.report(
                FULFILLMENT,
                Events.outcome(RECENT, Result.DELIVERED, RECENT.acceptedAt().plusSeconds(2)));

        assertThat(fixture.decided(FULFILLMENT)).isEqualTo(new Decided(1, 0));
    }

    @Test
    void nothingIsMissedByOneThatIsNotHeardUntilItIsHeardAgain() {
        fixture.see(RECENT);
        fixture.listen(Duration.ofSeconds(60), FULFILLMENT);
        fixture.clock.advance(Duration.ofHours(1));
        fixture.meters.read();
        assertThat(fixture.sla(FULFILLMENT, "missed")).isZero();

        fixture.listen(Duration.ofSeconds(60), FULFILLMENT);
        fixture.meters.read();
        assertThat(fixture.sla(FULFILLMENT, "missed")).isZero();

        fixture.listen(Duration.ofSeconds(60), FULFILLMENT);
        fixture.meters.read();
        assertThat(fixture.sla(FULFILLMENT, "missed")).isEqualTo(1);
    }

    @Test
    void whatWasAcceptedBeforeTheAnnouncementIsNeitherMetNorMissed() {
        fixture.see(Events.placed(1, at("07:00:00")));

        fixture.report(FULFILLMENT, Events.outcome(Events.placed(1, at("07:00:00")), Result.DELIVERED, at("09:59:00")));

        assertThat(fixture.decided(FULFILLMENT)).isEqualTo(Decided.NONE);
        assertThat(standing(Window.DAY).figures().delivered()).isEqualTo(1);
        assertThat(standing(Window.DAY).figures().missed()).isZero();
    }

    @Test
    void everyDueDeliveryIsCountedOnceForPrometheus() {
        seeAll();
        reportAll();
        fixture.listen(Duration.ZERO, FULFILLMENT);
        fixture.meters.read();
        fixture.meters.read();
        assertThat(fixture.sla(FULFILLMENT, "met")).isEqualTo(3);
        assertThat(fixture.sla(FULFILLMENT, "missed")).isEqualTo(5);

        fixture.report(FULFILLMENT, Events.outcome(PARKED, Result.DISCARDED, at("09:59:00"), new Tries(2, 3, 3)));
        fixture.report(FULFILLMENT, Events.outcome(RECENT, Result.DELIVERED, at("09:58:01")));
        fixture.listen(Duration.ofMinutes(10), FULFILLMENT);
        fixture.meters.read();

        assertThat(fixture.sla(FULFILLMENT, "met")).isEqualTo(4);
        assertThat(fixture.sla(FULFILLMENT, "missed")).isEqualTo(5);
    }

    @Test
    void forgetsWhatIsOldButNothingThatIsOpenOrParked() {
        seeAll();
        reportAll();
        fixture.clock.advance(Duration.ofDays(91));

        fixture.retention.forget();

        assertThat(fixture.jdbc
                        .sql("select orderref from event order by orderref")
                        .query(java.util.UUID.class)
                        .list())
                .containsExactly(PARKED.orderRef(), LOST.orderRef(), RECENT.orderRef());
        assertThat(fixture.count("delivery")).isEqualTo(1);
    }

    private static Heartbeat beat(String instance, Instant at, String breaker) {
        return new Heartbeat(FULFILLMENT, instance, at, 0, 0, 0, 0, null, breaker, false, null, null, null);
    }

    private void seeAll() {
        fixture.seeInTime(FAST, FINE, LATE, IGNORED, PARKED, LOST, RECENT, UNLISTED, LATE_BEFORE_THE_HOUR, DISCARDED);
    }

    private void reportAll() {
        fixture.report(
                FULFILLMENT,
                Events.outcome(FAST, Result.DELIVERED, at("09:10:02")),
                Events.outcome(FINE, Result.DELIVERED, at("09:20:04")),
                Events.outcome(LATE, Result.DELIVERED, at("09:36:00")),
                Events.outcome(IGNORED, Result.IGNORED, at("09:40:01")),
                Events.outcome(PARKED, Result.PARKED, at("09:45:10")),
                Events.outcome(UNLISTED, Result.IGNORED, at("09:10:01")),
                Events.outcome(LATE_BEFORE_THE_HOUR, Result.DELIVERED, at("09:02:00")),
                Events.outcome(DISCARDED, Result.PARKED, at("09:05:10")),
                discarded());
    }

    private static DeliveryOutcome discarded() {
        return Events.outcome(DISCARDED, Result.DISCARDED, at("09:30:00"), new Tries(2, 4, 3));
    }

    private Standing standing(Window window) {
        return standing(FULFILLMENT, window);
    }

    private Standing standing(String integration, Window window) {
        return fixture.ledger.overview(window).integrations().stream()
                .filter(one -> one.integration().equals(integration))
                .findFirst()
                .orElseThrow();
    }

    private static Instant at(String time) {
        return Instant.parse(NOW.toString().substring(0, 11) + time + "Z");
    }
}
