package io.throughline.dashboard.store;

import static io.throughline.dashboard.Events.FINANCE;
import static io.throughline.dashboard.Events.FULFILLMENT;
import static io.throughline.dashboard.store.LedgerFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.Events.Tries;
import io.throughline.dashboard.ledger.Baseline;
import io.throughline.dashboard.ledger.FailureGroup.By;
import io.throughline.dashboard.ledger.Measure;
import io.throughline.dashboard.ledger.MonthResult;
import io.throughline.dashboard.ledger.MonthResult.Human;
import io.throughline.dashboard.ledger.MonthResult.Lag;
import io.throughline.dashboard.ledger.MonthResult.Stake;
import io.throughline.dashboard.ledger.MonthResult.Worth;
import io.throughline.events.order.Money;
import io.throughline.events.outcome.Result;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MonthCountIT {

    static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    final LedgerFixture fixture = new LedgerFixture();
    final ResultStore results = new ResultStore(fixture.jdbc);

    @BeforeEach
    void announce() {
        fixture.hear(
                Events.announcement(FULFILLMENT, NOW.minus(Duration.ofDays(80))),
                Events.announcement(FINANCE, NOW.minus(Duration.ofDays(80))));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aMonthCountsWhatFailedWhatIsAtStakeAndWhatCameThroughAfterAll() {
        var one = Events.placed(1, NOW.minusSeconds(1000));
        var two = Events.placed(2, NOW.minusSeconds(1000));
        var three = Events.placed(3, NOW.minusSeconds(1000));
        var october = Events.placed(4, NOW.minus(Duration.ofDays(30)));
        fixture.see(one, two, three, october);
        fixture.report(FULFILLMENT, Events.outcome(one, Result.PARKED, NOW.minusSeconds(900)));
        fixture.report(FULFILLMENT, Events.outcome(one, Result.DELIVERED, NOW.minusSeconds(800), new Tries(2, 4, 3)));
        fixture.report(FULFILLMENT, Events.outcome(two, Result.PARKED, NOW.minusSeconds(900)));
        fixture.report(FULFILLMENT, Events.outcome(three, Result.DELIVERED, NOW.minusSeconds(990), new Tries(1, 3, 2)));
        fixture.report(FULFILLMENT, Events.outcome(october, Result.DELIVERED, october.acceptedAt()));
        fixture.report(FINANCE, Events.outcome(one, Result.DELIVERED, NOW.minusSeconds(998)));
        fixture.report(FINANCE, Events.outcome(two, Result.IGNORED, NOW.minusSeconds(998)));
        fixture.listen(Duration.ZERO, FULFILLMENT, FINANCE);
        fixture.meters.read();

        fixture.months.count();

        MonthResult fulfillment = of(FULFILLMENT);
        assertThat(fulfillment.orders()).isEqualTo(3);
        assertThat(fulfillment.deliveries()).isEqualTo(3);
        assertThat(fulfillment.failed()).isEqualTo(2);
        assertThat(fulfillment.lag()).isEqualTo(new Lag(10_000L, 200_000L));
        assertThat(fulfillment.stake()).isEqualTo(new Stake(2, 1));
        assertThat(fulfillment.money()).containsExactly(euros(2 * 1999, 1999));
        // Of the third, finance said nothing until its deadline.
        assertThat(of(FINANCE).failed()).isEqualTo(1);
        assertThat(of(FINANCE).deliveries()).isEqualTo(2);
        assertThat(of(FINANCE).stake()).isEqualTo(new Stake(1, 0));
        assertThat(of("").orders()).isEqualTo(3);
        assertThat(of("").failed()).isEqualTo(3);
        assertThat(of("").stake()).isEqualTo(new Stake(3, 1));
        assertThat(of("").money()).containsExactly(euros(3 * 1999, 1999));
        assertThat(of("").measured())
                .filteredOn(figure -> figure.measure() == Measure.FAILED_PER_10000)
                .singleElement()
                .satisfies(figure -> assertThat(figure.value()).isEqualByComparingTo("10000"));
        assertThat(results.months()).containsExactly(NOVEMBER, YearMonth.of(2026, 10));
    }

    @Test
    void currenciesAreNeverAdded() {
        var one = Events.placed(1, NOW.minusSeconds(1000));
        var two = Events.placed(2, NOW.minusSeconds(1000));
        fixture.see(one, two);
        fixture.jdbc
                .sql("update event set currency = 'JPY', exponent = 0 where orderref = :order")
                .param("order", two.orderRef())
                .update();
        fixture.report(
                FULFILLMENT,
                Events.outcome(one, Result.PARKED, NOW.minusSeconds(900)),
                Events.outcome(two, Result.PARKED, NOW.minusSeconds(900)));

        fixture.months.count();

        assertThat(of("").money())
                .containsExactlyInAnyOrder(
                        euros(1999, 0), new Worth(new Money("JPY", 1999, 0), new Money("JPY", 0, 0)));
    }

    @Test
    void anActCountsTheTimeSinceTheSamePersonsActBeforeAndNeverMoreThanTheBound() {
        fixture.see(Events.placed(1, NOW.minusSeconds(5000)));
        act("second-shift", FULFILLMENT, NOW.minusSeconds(4000));
        act("second-shift", FULFILLMENT, NOW.minusSeconds(3940));
        act("first-shift", FINANCE, NOW.minusSeconds(3930));
        act("second-shift", FULFILLMENT, NOW.minusSeconds(2000));
        act("second-shift", "order-ingest-service", NOW.minusSeconds(1990));

        fixture.months.count();

        assertThat(of(FULFILLMENT).human()).isEqualTo(new Human(3, 300 + 60 + 300, 300));
        assertThat(of(FINANCE).human()).isEqualTo(new Human(1, 300, 300));
        assertThat(of("").human()).isEqualTo(new Human(5, 300 + 60 + 300 + 300 + 10, 300));
    }

    @Test
    void aMonthFollowsLateDecisionsWhileItIsHeldAndStaysAsItWasAfterwards() {
        var parked = Events.placed(1, NOW.minusSeconds(1000));
        fixture.see(parked);
        fixture.report(FULFILLMENT, Events.outcome(parked, Result.PARKED, NOW.minusSeconds(900)));
        fixture.months.count();
        assertThat(of(FULFILLMENT).stake()).isEqualTo(new Stake(1, 0));

        fixture.clock.advance(Duration.ofDays(40));
        fixture.report(
                FULFILLMENT, Events.outcome(parked, Result.DELIVERED, fixture.clock.instant(), new Tries(2, 4, 3)));
        fixture.months.count();
        fixture.months.count();
        MonthResult held = of(FULFILLMENT);
        assertThat(held.stake()).isEqualTo(new Stake(1, 1));
        assertThat(held.money()).containsExactly(euros(1999, 1999));

        fixture.clock.advance(Duration.ofDays(400));
        fixture.retention.forget();
        fixture.see(Events.placed(2, fixture.clock.instant()));
        fixture.months.count();
        assertThat(fixture.count("delivery")).isZero();
        assertThat(of(FULFILLMENT)).isEqualTo(held);
    }

    @Test
    void beforeThereWasAnEventNothingIsCounted() {
        fixture.months.count();

        assertThat(results.months()).isEmpty();
        assertThat(results.of(NOVEMBER)).isEmpty();
    }

    @Test
    void theBaselineThatWasEnteredLastCountsAndNoneIsLost() {
        var store = new BaselineStore(fixture.jdbc);
        var first = new Baseline("", Measure.HUMAN_MINUTES, "", new BigDecimal("900"), "a guess", by("second-shift"));
        var second = new Baseline("", Measure.HUMAN_MINUTES, "", new BigDecimal("750.5"), "tickets", by("first-shift"));

        store.enter(first);
        store.enter(second);

        assertThat(store.newest()).containsExactly(second);
        assertThat(fixture.count("baseline")).isEqualTo(2);
        for (String change : List.of("delete from baseline", "update baseline set value = 0")) {
            assertThat(catchThrowable(() -> fixture.jdbc.sql(change).update())).hasMessageContaining("append-only");
        }
    }

    private MonthResult of(String integration) {
        return results.of(NOVEMBER).stream()
                .filter(one -> one.integration().equals(integration))
                .findFirst()
                .orElseThrow();
    }

    private static Worth euros(long atStake, long recovered) {
        return new Worth(new Money("EUR", atStake, 2), new Money("EUR", recovered, 2));
    }

    private static By by(String actor) {
        return new By(actor, "operator", NOW);
    }

    private void act(String actor, String integration, Instant at) {
        fixture.jdbc
                .sql("""
                        insert into audit (command_id, at, actor, role, kind, integration, reason)
                        values (:id, :at, :actor, 'operator', 'pause-deliveries', :integration, 'why')
                        """)
                .param("id", UUID.randomUUID())
                .param("at", Columns.utc(at))
                .param("actor", actor)
                .param("integration", integration)
                .update();
    }
}
