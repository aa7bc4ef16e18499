package io.throughline.dashboard.store;

import static io.throughline.dashboard.Events.FULFILLMENT;
import static io.throughline.dashboard.store.LedgerFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.ledger.Deed;
import io.throughline.dashboard.ledger.FailureGroup.By;
import io.throughline.dashboard.ledger.History.Decided;
import io.throughline.events.outcome.Result;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandoverStoreIT {

    final LedgerFixture fixture = new LedgerFixture();
    final HandoverStore handovers = new HandoverStore(fixture.jdbc);
    final DeedStore deeds = new DeedStore(fixture.jdbc, LedgerFixture.PROPERTIES);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void eachPersonHasALastHandoverOfHisOwnAndNoneIsChanged() {
        handovers.take(by("second-shift", 7200), NOW.minusSeconds(9000));
        handovers.take(by("second-shift", 3600), NOW.minusSeconds(7200));
        handovers.take(by("first-shift", 60), NOW.minusSeconds(3600));

        assertThat(handovers.last("second-shift")).contains(NOW.minusSeconds(3600));
        assertThat(handovers.last("nobody")).isEmpty();
        assertThat(deeds.since(NOW.minusSeconds(3600)))
                .extracting(Deed::actor, Deed::kind)
                .containsExactly(tuple("first-shift", "handover-taken"));
        for (String change : List.of("delete from handover", "update handover set actor = ''")) {
            assertThat(catchThrowable(() -> fixture.jdbc.sql(change).update())).hasMessageContaining("append-only");
        }
    }

    @Test
    void whatCameDueSinceIsCountedByTheMinuteOfADayAndByTheHourBeforeThat() {
        fixture.hear(Events.announcement(FULFILLMENT, NOW.minus(Duration.ofDays(40))));
        for (int hoursAgo : List.of(1, 5, 50, 500)) {
            var event = Events.placed(hoursAgo, NOW.minus(Duration.ofHours(hoursAgo)));
            fixture.see(event);
            fixture.report(FULFILLMENT, Events.outcome(event, Result.DELIVERED, event.acceptedAt()));
        }

        assertThat(handovers.decided(NOW.minus(Duration.ofHours(2)), NOW))
                .containsExactly(entry(FULFILLMENT, new Decided(1, 0)));
        assertThat(handovers.decided(NOW.minus(Duration.ofHours(12)), NOW).get(FULFILLMENT))
                .isEqualTo(new Decided(2, 0));
        assertThat(handovers.decided(NOW.minus(Duration.ofDays(10)), NOW).get(FULFILLMENT))
                .isEqualTo(new Decided(3, 0));
    }

    private static By by(String actor, int secondsAgo) {
        return new By(actor, "operator", NOW.minusSeconds(secondsAgo));
    }
}
