package io.throughline.dashboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.Events.Tries;
import io.throughline.events.outcome.Result;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportedTest {

    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void theHighestRevisionOfABatchWinsAndTheFirstFinishIsKept() {
        var event = Events.placed(1, NOW);
        var again = report(Events.outcome(event, Result.DELIVERED, NOW.plusSeconds(90), new Tries(3, 1, 0)));
        var first = report(Events.outcome(event, Result.DELIVERED, NOW.plusSeconds(20), new Tries(2, 1, 0)));
        var parked = report(Events.outcome(event, Result.PARKED, NOW.plusSeconds(10), new Tries(1, 1, 1)));

        var newest = Reported.newest(List.of(again, first, parked));

        assertThat(newest).singleElement().satisfies(one -> {
            assertThat(one.outcome().revision()).isEqualTo(3);
            assertThat(one.firstFinishedAt()).isEqualTo(NOW.plusSeconds(20));
            assertThat(one.firstParkedAt()).isEqualTo(NOW.plusSeconds(10));
        });
    }

    @Test
    void theSameEventAtTwoIntegrationsIsTwoDeliveries() {
        var outcome = Events.outcome(Events.placed(1, NOW), Result.DELIVERED, NOW);

        var newest = Reported.newest(
                List.of(Reported.of(Events.FULFILLMENT, outcome), Reported.of(Events.FINANCE, outcome)));

        assertThat(newest).hasSize(2);
    }

    private static Reported report(io.throughline.events.outcome.DeliveryOutcome outcome) {
        return Reported.of(Events.FULFILLMENT, outcome);
    }
}
