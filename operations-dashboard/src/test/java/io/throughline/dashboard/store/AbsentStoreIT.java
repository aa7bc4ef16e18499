package io.throughline.dashboard.store;

import static io.throughline.dashboard.Events.FINANCE;
import static io.throughline.dashboard.Events.FULFILLMENT;
import static io.throughline.dashboard.store.LedgerFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.throughline.dashboard.Events;
import io.throughline.dashboard.Events.Tries;
import io.throughline.dashboard.ledger.AbsentDelivery;
import io.throughline.dashboard.ledger.Condition;
import io.throughline.dashboard.ledger.Inspection;
import io.throughline.dashboard.ledger.Standing;
import io.throughline.dashboard.ledger.Timeline.Absence;
import io.throughline.dashboard.ledger.Window;
import io.throughline.events.EventEnvelope;
import io.throughline.events.command.Authority;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.EffectsAbsent;
import io.throughline.events.outcome.Heartbeat;
import io.throughline.events.outcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Stage effect of the ledger: what was reported as delivered, and what the downstream system has of it. */
@ExtendWith(OutputCaptureExtension.class)
class AbsentStoreIT {

    static final Instant START = NOW.minus(Duration.ofHours(2));
    static final Instant DELIVERED = START.plusSeconds(2);
    static final Instant FOUND = START.plusSeconds(300);

    static final Authority BY = new Authority("jane", "operator", "Shipped by hand");

    final LedgerFixture fixture = new LedgerFixture();
    final EventEnvelope<?> event = Events.placed(1, START);

    @BeforeEach
    void deliver() {
        fixture.hear(Events.announcement(FULFILLMENT, START.minusSeconds(3600)));
        fixture.see(event);
        fixture.report(FULFILLMENT, Events.outcome(event, Result.DELIVERED, DELIVERED));
        beat(NOW, "closed", NOW.minusSeconds(60));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void namesWhatWasReportedAndIsNotThere() {
        fixture.hear(absent(1, FOUND));

        assertThat(fixture.absent.open(FULFILLMENT))
                .containsExactly(new AbsentDelivery(
                        FULFILLMENT,
                        event.orderRef(),
                        event.orderKey(),
                        "#1001",
                        1,
                        1,
                        "order.placed.v1",
                        "S-" + event.orderKey(),
                        DELIVERED,
                        FOUND,
                        null,
                        null));
        assertThat(fixture.absent.open(FINANCE)).isEmpty();
        assertThat(standing().inspection()).isEqualTo(new Inspection(1, NOW.minusSeconds(60), null));
        assertThat(standing().condition()).isEqualTo(Condition.UNACCOUNTED);
        var orders = fixture.ledger.overview(Window.DAY).orders();
        assertThat(orders.absent()).isEqualTo(1);
        assertThat(orders.unaccounted()).isZero();
    }

    @Test
    void toldAgainItChangesNothing() {
        fixture.hear(absent(1, FOUND.plusSeconds(600)), absent(1, FOUND));
        List<AbsentDelivery> once = fixture.absent.open(FULFILLMENT);

        fixture.hear(absent(1, FOUND.plusSeconds(900)));

        assertThat(once)
                .singleElement()
                .satisfies(one -> assertThat(one.foundAt()).isEqualTo(FOUND));
        assertThat(fixture.absent.open(FULFILLMENT)).isEqualTo(once);
        assertThat(fixture.count("absent_effect")).isEqualTo(1);
    }

    @Test
    void aHigherRevisionAnswersItWhateverItSays() {
        fixture.hear(absent(1, FOUND));

        fixture.report(FULFILLMENT, outcome(Result.DISCARDED, 2, FOUND.plusSeconds(9)));

        assertThat(fixture.absent.open(FULFILLMENT)).isEmpty();
        assertThat(standing().inspection().absent()).isZero();
        assertThat(standing().condition()).isEqualTo(Condition.HEALTHY);
    }

    @Test
    void whatWasAnsweredIsLookedAtNoMoreUntilItIsAbsentOnceMore() {
        fixture.hear(absent(1, FOUND));
        fixture.effectMeters.read();
        assertThat(fixture.count("absent_effect where answered_at is not null")).isZero();

        fixture.report(FULFILLMENT, outcome(Result.DELIVERED, 2, FOUND.plusSeconds(9)));
        fixture.effectMeters.read();
        assertThat(fixture.count("absent_effect where answered_at is not null")).isEqualTo(1);
        assertThat(standing().inspection().absent()).isZero();

        fixture.hear(absent(2, FOUND.plusSeconds(400)));
        assertThat(standing().inspection().absent()).isEqualTo(1);
    }

    @Test
    void isNotOpenWhenItComesAfterItsAnswer() {
        fixture.report(FULFILLMENT, outcome(Result.DELIVERED, 2, FOUND.plusSeconds(9)));

        fixture.hear(absent(1, FOUND));

        assertThat(standing().inspection().absent()).isZero();
    }

    @Test
    void isOpenAlsoBeforeTheReportThatItIsAboutHasCome() {
        fixture.hear(absent(2, FOUND));
        assertThat(standing().inspection().absent()).isEqualTo(1);

        fixture.report(FULFILLMENT, outcome(Result.DELIVERED, 2, FOUND.minusSeconds(9)));

        assertThat(standing().inspection().absent()).isEqualTo(1);
    }

    @Test
    void foundAbsentOnceMoreAfterItWasDeliveredAgainItIsOpenAgain() {
        fixture.hear(absent(1, FOUND));
        fixture.report(FULFILLMENT, outcome(Result.DELIVERED, 2, FOUND.plusSeconds(9)));

        fixture.hear(absent(2, FOUND.plusSeconds(400)), absent(1, FOUND));

        assertThat(fixture.absent.open(FULFILLMENT))
                .singleElement()
                .extracting(AbsentDelivery::revision, AbsentDelivery::foundAt)
                .containsExactly(2, FOUND.plusSeconds(400));
    }

    @Test
    void whatIsSetAsideIsNotOpenUntilItIsToldOfAHigherRevision() {
        fixture.hear(absent(1, FOUND));
        List<AbsentDelivery> open = fixture.absent.open(FULFILLMENT);

        assertThat(fixture.absent.setAside(open, BY)).isEqualTo(1);
        assertThat(fixture.absent.setAside(open, BY)).isZero();

        fixture.hear(absent(1, FOUND.plusSeconds(60)));
        assertThat(standing().inspection().absent()).isZero();
        assertThat(fixture.count("absent_decision")).isEqualTo(1);
        fixture.hear(absent(2, FOUND.plusSeconds(400)));
        assertThat(standing().inspection().absent()).isEqualTo(1);
        assertThat(fixture.absent.setAside(open, BY)).isZero();
    }

    @Test
    void theOrdersTimelineSaysSoWhateverWasDecided() {
        fixture.hear(absent(1, FOUND));
        assertThat(absence()).isEqualTo(new Absence("ShipBob", FOUND, null, null));

        fixture.absent.setAside(fixture.absent.open(FULFILLMENT), BY);
        assertThat(absence()).isEqualTo(new Absence("ShipBob", FOUND, "jane", "Shipped by hand"));

        fixture.report(FULFILLMENT, outcome(Result.DELIVERED, 2, FOUND.plusSeconds(9)));
        assertThat(absence()).isNull();
    }

    @Test
    void warnsWhereTheOrderEndedSince() {
        fixture.hear(absent(1, FOUND));
        fixture.see(Events.changed(1, 2, START.plusSeconds(5)), Events.cancelled(1, 3, START.plusSeconds(9)));

        assertThat(fixture.absent.open(FULFILLMENT))
                .singleElement()
                .extracting(AbsentDelivery::endedBy)
                .isEqualTo("order.cancelled.v1");
    }

    @Test
    void isToldPrometheusAndTheLogOnce(CapturedOutput output) {
        fixture.effectMeters.read();
        assertThat(gauge(FULFILLMENT)).isZero();

        fixture.hear(absent(1, FOUND));
        fixture.effectMeters.read();
        fixture.effectMeters.read();

        assertThat(gauge(FULFILLMENT)).isEqualTo(1);
        assertThat(output.getOut().split("effect.absent", -1)).hasSize(2);
        fixture.report(FULFILLMENT, outcome(Result.DELIVERED, 2, FOUND.plusSeconds(9)));
        fixture.effectMeters.read();
        assertThat(gauge(FULFILLMENT)).isZero();
    }

    @Test
    void ofOneThatNeverLooksThereIsNoFigure() {
        fixture.hear(Events.announcement(FINANCE, START));
        fixture.hear(Events.heartbeat(FINANCE, NOW, 0, null));
        fixture.effectMeters.read();

        assertThat(standing(FINANCE).inspection()).isEqualTo(Inspection.NONE);
        assertThat(gauge(FINANCE)).isNull();
    }

    @Test
    void isBlindSinceItLookedLastUnlessItsCallsAreHeldBack() {
        Instant longAgo = NOW.minusSeconds(60);
        fixture.clock.advance(Duration.ofHours(1));
        beat(fixture.clock.instant(), "closed", null);

        assertThat(standing().inspection()).isEqualTo(new Inspection(0, longAgo, longAgo));

        fixture.clock.advance(Duration.ofSeconds(20));
        beat(fixture.clock.instant(), "open", null);
        assertThat(standing().inspection()).isEqualTo(new Inspection(0, longAgo, null));

        fixture.clock.advance(Duration.ofSeconds(20));
        beat(fixture.clock.instant(), "closed", fixture.clock.instant().minusSeconds(200));
        assertThat(standing().inspection().blindSince()).isNull();
    }

    @Test
    void doesNotForgetHowFarItLookedWhenItLooksNoMore() {
        fixture.clock.advance(Duration.ofDays(3));
        beat(fixture.clock.instant(), "closed", null);

        fixture.retention.forget();

        assertThat(fixture.count("heartbeat")).isEqualTo(2);
        assertThat(standing().inspection().blindSince()).isEqualTo(NOW.minusSeconds(60));
    }

    @Test
    void isForgottenWithItsOrderAndNotBefore() {
        fixture.hear(absent(1, FOUND));
        fixture.clock.advance(Duration.ofDays(89));
        fixture.retention.forget();
        assertThat(fixture.count("absent_effect")).isEqualTo(1);

        fixture.clock.advance(Duration.ofDays(1));
        fixture.retention.forget();

        assertThat(fixture.count("absent_effect")).isZero();
    }

    private @Nullable Absence absence() {
        return fixture.orders
                .timeline(event.orderKey())
                .orElseThrow()
                .events()
                .getFirst()
                .deliveries()
                .getFirst()
                .absence();
    }

    private EffectsAbsent absent(int revision, Instant at) {
        return Events.absent(FULFILLMENT, outcome(Result.DELIVERED, revision, DELIVERED), at);
    }

    private DeliveryOutcome outcome(Result result, int revision, Instant at) {
        return Events.outcome(event, result, at, new Tries(revision, revision, 0));
    }

    private void beat(Instant at, String breaker, @Nullable Instant inspectedUpTo) {
        fixture.hear(new Heartbeat(FULFILLMENT, "one", at, 0, 0, 0, 0, null, breaker, false, null, inspectedUpTo));
    }

    private Standing standing() {
        return standing(FULFILLMENT);
    }

    private Standing standing(String integration) {
        return fixture.ledger.overview(Window.DAY).standing(integration).orElseThrow();
    }

    private @Nullable Double gauge(String integration) {
        Gauge gauge = fixture.registry
                .find("throughline.unaccounted")
                .tags("integration", integration, "stage", "effect")
                .gauge();
        return gauge == null ? null : gauge.value();
    }
}
