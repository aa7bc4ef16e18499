package io.throughline.dashboard.store;

import static io.throughline.dashboard.Events.FINANCE;
import static io.throughline.dashboard.Events.FULFILLMENT;
import static io.throughline.dashboard.store.LedgerFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.Events.Tries;
import io.throughline.dashboard.ledger.FailureGroup;
import io.throughline.dashboard.ledger.FailureGroup.Decision;
import io.throughline.dashboard.ledger.FailureGroup.State;
import io.throughline.events.command.Authority;
import io.throughline.events.command.EraseOrders;
import io.throughline.events.command.ErasedOrder;
import io.throughline.events.order.Money;
import io.throughline.events.outcome.Result;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailureStoreIT {

    static final String CAUSE = "3f0c9a517be2d846";

    final LedgerFixture fixture = new LedgerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aGroupCountsDeliveriesOrdersAndMoneyEachOrderOnce() {
        var placed = Events.placed(1, NOW.minusSeconds(100));
        var paid = Events.paid(1, NOW.minusSeconds(90));
        var other = Events.placed(2, NOW.minusSeconds(80));
        fixture.see(placed, paid, other);
        fixture.report(
                FULFILLMENT,
                Events.parkedFor(CAUSE, placed, NOW.minusSeconds(70)),
                Events.parkedFor(CAUSE, paid, NOW.minusSeconds(60)),
                Events.parkedFor(CAUSE, other, NOW.minusSeconds(50)));
        fixture.report(FINANCE, Events.parkedFor(CAUSE, other, NOW.minusSeconds(40)));

        FailureGroup group = fixture.failures.group(FULFILLMENT, CAUSE).orElseThrow();

        assertThat(group.parked()).isEqualTo(new FailureGroup.Parked(3, 2, NOW.minusSeconds(70)));
        assertThat(group.seen()).isEqualTo(new FailureGroup.Seen(NOW.minusSeconds(70), NOW.minusSeconds(50), 3));
        assertThat(group.atStake()).containsExactly(new Money("EUR", 2 * 1999, 2));
        assertThat(group.state()).isEqualTo(State.OPEN);
        assertThat(fixture.failures.groups())
                .extracting(FailureGroup::integration)
                .containsExactly(FULFILLMENT, FINANCE);
    }

    @Test
    void whatWasSentStaysWhileItIsParkedAndAWeekLongerAndGoesWithThePerson() {
        var parked = Events.placed(1, NOW.minusSeconds(100));
        var finished = Events.placed(2, NOW.minusSeconds(100));
        var erased = Events.placed(3, NOW.minusSeconds(100));
        fixture.see(parked, finished, erased);
        Stream.of(parked, finished, erased)
                .forEach(event -> fixture.report(
                        FULFILLMENT,
                        Events.telling(
                                Events.exchange("SKU"), 1, Events.parkedFor(CAUSE, event, NOW.minusSeconds(70)))));
        fixture.report(
                FULFILLMENT, Events.outcome(finished, Result.DELIVERED, NOW.minusSeconds(10), new Tries(2, 4, 3)));
        assertThat(fixture.count("exchange")).isEqualTo(3);

        EraseOrders command = new EraseOrders(
                UUID.randomUUID(),
                EraseOrders.EVERYBODY,
                new Authority("system", "system", "asked for"),
                UUID.randomUUID(),
                List.of(new ErasedOrder(erased.orderRef(), erased.orderKey(), 1)));
        fixture.erasures.erase(command);
        assertThat(fixture.count("exchange")).isEqualTo(2);

        fixture.clock.advance(Duration.ofDays(6));
        fixture.retention.forget();
        assertThat(fixture.count("exchange")).isEqualTo(2);

        fixture.clock.advance(Duration.ofDays(2));
        fixture.retention.forget();
        assertThat(fixture.count("exchange")).isOne();

        fixture.report(
                FULFILLMENT,
                Events.telling(Events.exchange("SKU"), 9, Events.parkedFor(CAUSE, erased, NOW.minusSeconds(5))));
        fixture.retention.forget();
        assertThat(fixture.jdbc
                        .sql("select orderref from exchange")
                        .query(UUID.class)
                        .list())
                .containsExactly(parked.orderRef());
    }

    @Test
    void aGroupOutlivesItsDeliveriesAndRemembersWhenItWasSeen() {
        var placed = Events.placed(1, NOW.minusSeconds(100));
        fixture.see(placed);
        fixture.report(FULFILLMENT, Events.outcome(placed, Result.PARKED, NOW.minusSeconds(70)));
        fixture.report(FULFILLMENT, Events.outcome(placed, Result.DELIVERED, NOW.minusSeconds(10), new Tries(2, 4, 3)));

        FailureGroup group =
                fixture.failures.group(FULFILLMENT, "code:shipbob-rejected").orElseThrow();

        assertThat(group.state()).isEqualTo(State.RESOLVED);
        assertThat(group.fingerprint()).isEmpty();
        assertThat(group.parked().deliveries()).isZero();
        assertThat(group.atStake()).isEmpty();
        assertThat(group.seen().lastAt()).isEqualTo(NOW.minusSeconds(70));
    }

    @Test
    void theNewestDecisionCountsAndNoneIsLost() {
        fixture.report(
                FULFILLMENT, Events.parkedFor(CAUSE, Events.placed(1, NOW.minusSeconds(100)), NOW.minusSeconds(70)));
        FailureGroup group = fixture.failures.group(FULFILLMENT, CAUSE).orElseThrow();

        fixture.failures.decide(group, new Decision(State.IGNORED, "Team A", "later", by("second-shift", 20)));
        fixture.failures.decide(group, new Decision(State.ACKNOWLEDGED, "Team B", "at it", by("first-shift", 0)));

        FailureGroup decided = fixture.failures.group(FULFILLMENT, CAUSE).orElseThrow();
        assertThat(decided.state()).isEqualTo(State.ACKNOWLEDGED);
        assertThat(decided.decision())
                .isEqualTo(new Decision(State.ACKNOWLEDGED, "Team B", "at it", by("first-shift", 0)));
        assertThat(fixture.count("failure_decision")).isEqualTo(2);
        for (String change : List.of("delete from failure_decision", "update failure_decision set note = ''")) {
            assertThat(catchThrowable(() -> fixture.jdbc.sql(change).update())).hasMessageContaining("append-only");
        }
    }

    @Test
    void aCauseIsForgottenWithItsOrdersUnlessItIsStillParked() {
        var done = Events.placed(1, NOW.minusSeconds(100));
        fixture.report(FULFILLMENT, Events.outcome(done, Result.PARKED, NOW.minusSeconds(70)));
        fixture.report(FULFILLMENT, Events.outcome(done, Result.DELIVERED, NOW, new Tries(2, 4, 3)));
        fixture.report(FULFILLMENT, Events.parkedFor(CAUSE, Events.placed(2, NOW.minusSeconds(100)), NOW));
        fixture.clock.advance(LedgerFixture.PROPERTIES.keepOrders().plusDays(1));

        fixture.retention.forget();

        assertThat(fixture.failures.groups()).extracting(FailureGroup::cause).containsExactly(CAUSE);
    }

    private static FailureGroup.By by(String actor, int secondsAgo) {
        return new FailureGroup.By(actor, "operator", NOW.minusSeconds(secondsAgo));
    }

    @Test
    void nothingFailedForACauseThatNobodyHeardOf() {
        assertThat(fixture.failures.group(FULFILLMENT, "0000000000000000")).isEmpty();
        assertThat(fixture.failures.groups()).isEmpty();
    }

    @Test
    void theParkedOnesOfAGroupAreFound() {
        var placed = Events.placed(1, NOW.minusSeconds(100));
        fixture.report(FULFILLMENT, Events.parkedFor(CAUSE, placed, NOW.minusSeconds(70)));
        fixture.report(FULFILLMENT, Events.parkedFor("other", Events.placed(2, NOW.minusSeconds(90)), NOW));

        assertThat(fixture.parked.parkedFor(FULFILLMENT, CAUSE))
                .extracting(one -> one.orderKey())
                .containsExactly(placed.orderKey());
    }
}
