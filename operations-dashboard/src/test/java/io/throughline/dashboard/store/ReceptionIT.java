package io.throughline.dashboard.store;

import static io.throughline.dashboard.Events.FINANCE;
import static io.throughline.dashboard.Events.FULFILLMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.throughline.dashboard.Events;
import io.throughline.dashboard.ledger.Condition;
import io.throughline.dashboard.ledger.Reception;
import io.throughline.dashboard.ledger.Standing;
import io.throughline.dashboard.ledger.Window;
import io.throughline.events.EventEnvelope;
import io.throughline.events.outcome.Heartbeat;
import io.throughline.events.outcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Stage receive of the ledger: what was published, and what an integration has of it. */
@ExtendWith(OutputCaptureExtension.class)
class ReceptionIT {

    static final Instant START = LedgerFixture.NOW;
    static final Duration BEAT = Duration.ofSeconds(5);

    final LedgerFixture fixture = new LedgerFixture();
    final EventEnvelope<?> event = Events.placed(1, START);

    @BeforeEach
    void announce() {
        fixture.hear(Events.announcement(FULFILLMENT, START.minusSeconds(3600)));
        fixture.see(event);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void namesADeadConsumerAndWhatItMissesWithinAMinuteOfTheDeadline(CapturedOutput output) {
        Instant deadline = START.plusSeconds(60);

        beatUntil(deadline, 0, null);
        assertThat(reception().missingOrZero()).isZero();
        beatUntil(deadline.plusSeconds(60), 0, null);

        assertThat(reception().missing()).isEqualTo(1);
        assertThat(reception().events())
                .singleElement()
                .satisfies(missing -> assertThat(missing.orderKey()).isEqualTo(event.orderKey()));
        assertThat(standing().condition()).isEqualTo(Condition.UNACCOUNTED);
        fixture.receiveMeters.read();
        fixture.receiveMeters.read();
        assertThat(gauge()).isEqualTo(1);
        assertThat(output.getOut().split("integration.not-receiving", -1)).hasSize(2);
        assertThat(output.getOut().split("event.unreceived", -1)).hasSize(2);
    }

    @Test
    void whatWasFinishedOrIsOpenWasReceived() {
        EventEnvelope<?> open = Events.placed(2, START.plusSeconds(1));
        fixture.see(open);
        fixture.report(FULFILLMENT, Events.outcome(event, Result.DELIVERED, START.plusSeconds(2)));

        beatUntil(START.plusSeconds(300), 1, open.acceptedAt());

        assertThat(reception().missing()).isZero();
    }

    @Test
    void raisesNothingWhileCallsArePausedOrTheBreakerIsOpen() {
        for (int beat = 1; beat <= 30; beat++) {
            Instant at = START.plus(Duration.ofSeconds(20).multipliedBy(beat));
            fixture.hear(new Heartbeat(
                    FULFILLMENT, "one", at, 0, 1, 0, 0, event.acceptedAt(), "open", beat > 15, null, null, null));
            moveTo(at);

            assertThat(reception().missing()).as("beat %d", beat).isZero();
        }
    }

    @Test
    void raisesNothingForWhatIsWaitingForABackfillOfItsOrder() {
        EventEnvelope<?> later = Events.changed(1, 7, START.plusSeconds(5));
        fixture.see(later);

        beatUntil(START.plusSeconds(300), 2, event.acceptedAt());

        assertThat(reception().missing()).isZero();
    }

    @Test
    void countsWhatIsBeyondTheNumberThatIsOpen() {
        fixture.see(Events.placed(2, START.plusSeconds(1)), Events.placed(3, START.plusSeconds(2)));

        beatUntil(START.plusSeconds(300), 1, event.acceptedAt());

        assertThat(reception().missing()).isEqualTo(2);
    }

    @Test
    void doesNotExpectWhatWasPublishedOnlyAMomentAgo() {
        moveTo(START.plus(Duration.ofHours(1)));
        fixture.see(Events.placed(2, START.plusSeconds(1)));
        fixture.report(FULFILLMENT, Events.outcome(event, Result.DELIVERED, START.plusSeconds(2)));

        beat(START.plus(Duration.ofHours(1)).plusSeconds(5), 0, null);
        assertThat(reception().missing()).isZero();

        beatUntil(START.plus(Duration.ofHours(1)).plusSeconds(50), 0, null);
        assertThat(reception().missing()).isEqualTo(1);
    }

    @Test
    void isBlindSinceTheLastHeartbeatOfOneThatIsSilentAndNamesNothing(CapturedOutput output) {
        Instant last = START.plusSeconds(20);
        beatUntil(last, 0, null);
        fixture.receiveMeters.read();
        assertThat(gauge()).isZero();

        moveTo(START.plusSeconds(600));

        assertThat(reception()).isEqualTo(Reception.blind(last));
        assertThat(standing().condition()).isNotEqualTo(Condition.HEALTHY);
        fixture.receiveMeters.read();
        fixture.receiveMeters.read();
        assertThat(gauge()).isNull();
        assertThat(output.getOut().split("integration.silent", -1)).hasSize(2);
        assertThat(output.getOut()).doesNotContain("event.unreceived");
    }

    @Test
    void oneThatWasSilentIsGivenTimeToReceiveWhatWaitedForItAndIsNamedWhenItDoesNot() {
        Instant last = START.plusSeconds(20);
        beatUntil(last, 0, null);
        Instant back = START.plusSeconds(600);
        moveTo(back);

        beatUntil(back.plusSeconds(65), 0, null);
        assertThat(reception()).isEqualTo(Reception.blind(last));
        assertThat(standing().unaccounted()).isNull();

        beatUntil(back.plusSeconds(70), 0, null);
        assertThat(reception().missing()).isEqualTo(1);
        assertThat(standing().unaccounted()).isEqualTo(1);
    }

    @Test
    void whatWasPublishedLateIsNotUnaccountedBeforeItCouldBeReceived() {
        fixture.report(FULFILLMENT, Events.outcome(event, Result.DELIVERED, START.plusSeconds(2)));
        beatUntil(START.plusSeconds(900), 0, null);
        fixture.see(Events.placed(2, START.plusSeconds(1)));

        beatUntil(START.plusSeconds(930), 0, null);
        assertThat(standing().unaccounted()).isZero();

        beatUntil(START.plusSeconds(935), 0, null);
        assertThat(standing().unaccounted()).isEqualTo(1);
    }

    @Test
    void isBlindSinceItsAnnouncementOfOneThatWasNeverHeard() {
        fixture.hear(Events.announcement(FINANCE, START));
        beat(START.plusSeconds(1), 0, null);

        assertThat(Objects.requireNonNull(standing(FINANCE).reception()).blindSince())
                .isEqualTo(START);
    }

    /** From where the clock is; one that is not heard for a while is not judged for a while. */
    private void beatUntil(Instant end, long open, @Nullable Instant oldest) {
        for (Instant at = fixture.clock.instant(); !at.isAfter(end); at = at.plus(BEAT)) {
            beat(at, open, oldest);
        }
    }

    private void beat(Instant at, long open, @Nullable Instant oldest) {
        fixture.hear(Events.heartbeat(FULFILLMENT, at, open, oldest));
        moveTo(at);
    }

    private void moveTo(Instant at) {
        fixture.clock.advance(Duration.between(fixture.clock.instant(), at));
    }

    private Reception reception() {
        return Objects.requireNonNull(standing().reception());
    }

    private Standing standing() {
        return standing(FULFILLMENT);
    }

    private Standing standing(String integration) {
        return fixture.ledger.overview(Window.DAY).integrations().stream()
                .filter(one -> one.integration().equals(integration))
                .findFirst()
                .orElseThrow();
    }

    private @Nullable Double gauge() {
        Gauge gauge = fixture.registry
                .find("throughline.unaccounted")
                .tags("integration", FULFILLMENT, "stage", "receive")
                .gauge();
        return gauge == null ? null : gauge.value();
    }
}
