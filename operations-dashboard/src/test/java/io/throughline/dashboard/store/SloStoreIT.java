package io.throughline.dashboard.store;

import static io.throughline.dashboard.Events.FINANCE;
import static io.throughline.dashboard.Events.FULFILLMENT;
import static io.throughline.dashboard.store.LedgerFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.ledger.History.Decided;
import io.throughline.dashboard.ledger.Slo;
import io.throughline.events.outcome.Result;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SloStoreIT {

    final LedgerFixture fixture = new LedgerFixture();
    final SloStore slos = new SloStore(fixture.jdbc, new IntegrationRows(fixture.jdbc), fixture.clock);

    @BeforeEach
    void announce() {
        fixture.hear(Events.announcement(FULFILLMENT, NOW.minus(Duration.ofDays(80))));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void eachWindowCountsWhatWasDecidedWithinIt() {
        late(1, Duration.ofMinutes(3));
        late(2, Duration.ofMinutes(20));
        late(3, Duration.ofHours(5));
        late(4, Duration.ofHours(20));
        late(5, Duration.ofDays(2));
        late(6, Duration.ofDays(20));
        late(7, Duration.ofDays(40));
        var inTime = Events.placed(8, NOW.minusSeconds(60));
        fixture.see(inTime);
        fixture.report(FULFILLMENT, Events.outcome(inTime, Result.DELIVERED, NOW.minusSeconds(59)));

        Slo slo = slos.all().getFirst();

        assertThat(slo.hour()).isEqualTo(new Decided(1, 2));
        assertThat(slo.day()).isEqualTo(new Decided(1, 4));
        assertThat(slo.month()).isEqualTo(new Decided(1, 6));
        assertThat(slo.burns()).extracting(Slo.Burn::misses).containsExactly(2L, 3L, 5L);
        assertThat(slo.burns().getFirst().rateStill()).isCloseTo(0.5 / 0.001, within(1e-6));
        assertThat(slo.burning()).isTrue();
    }

    @Test
    void theBudgetOfEachPointIsThatOfThe30DaysBeforeItAndTheLastIsTheOneOfNow() {
        late(1, Duration.ofDays(40));
        var inTime = Events.placed(2, NOW.minus(Duration.ofDays(5)));
        fixture.see(inTime);
        fixture.report(FULFILLMENT, Events.outcome(inTime, Result.DELIVERED, inTime.acceptedAt()));

        var points = slos.budget(FULFILLMENT);

        assertThat(points).hasSize(60);
        assertThat(points.getFirst().left()).isNegative();
        assertThat(points.getLast().at()).isEqualTo(NOW);
        assertThat(points.getLast().left())
                .isEqualTo(slos.all().getFirst().budget().left())
                .isEqualTo(1);
        // The miss is older than 30 days, and what was in time had not come yet.
        assertThat(points.get(44).left()).isNull();
    }

    @Test
    void whoPromisedNothingHasNoObjective() {
        fixture.hear(Events.heartbeat(FINANCE, NOW, 0, null));

        assertThat(slos.all()).extracting(Slo::integration).containsExactly(FULFILLMENT);
        assertThat(slos.budget(FINANCE)).isEmpty();
    }

    /** A delivery whose deadline was so long ago, and that was finished a second late. */
    private void late(int order, Duration ago) {
        var event = Events.placed(order, NOW.minus(ago).minus(Events.SLA));
        fixture.see(event);
        fixture.report(
                FULFILLMENT,
                Events.outcome(event, Result.DELIVERED, NOW.minus(ago).plusSeconds(1)));
    }
}
