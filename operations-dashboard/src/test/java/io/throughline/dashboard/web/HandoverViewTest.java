package io.throughline.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.ledger.Alert;
import io.throughline.dashboard.ledger.Deed;
import io.throughline.dashboard.ledger.Handover;
import io.throughline.dashboard.ledger.Handover.Fired;
import io.throughline.dashboard.ledger.Handover.Kept;
import io.throughline.dashboard.ledger.Handover.Open;
import io.throughline.dashboard.ledger.History.Decided;
import io.throughline.dashboard.ledger.Overview;
import io.throughline.dashboard.ledger.Severity;
import io.throughline.dashboard.ledger.Stake;
import io.throughline.events.order.Money;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandoverViewTest {

    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    static final List<Fired> FIRED = List.of(
            new Fired(
                    Alert.PARKED_DELIVERIES,
                    "fulfillment-adapter",
                    Severity.CRITICAL,
                    "40 are parked.",
                    NOW.minusSeconds(3600),
                    null,
                    new Stake(40L, List.of(new Money("EUR", 1999, 2)))),
            new Fired(
                    Alert.OUTBOX_NOT_DRAINING,
                    "order-ingest-service",
                    Severity.WARNING,
                    "It waits.",
                    NOW.minusSeconds(7200),
                    NOW.minusSeconds(5400),
                    Stake.UNKNOWN));

    final Deed deed = new Deed(
            NOW,
            "second-shift",
            "operator",
            "retry-set",
            "fulfillment-adapter",
            "they\nsaid\n- so",
            null,
            null,
            null,
            null);

    @Test
    void asTextEachThingIsOneLineWhateverSomebodyTyped() {
        var open = new Open("fulfillment-adapter", "Fulfillment", 3, 2, 0, 0, true, false, false);
        var kept = new Kept("fulfillment-adapter", "Fulfillment", new Decided(999, 1));

        var text = HandoverView.of(handover(List.of(open), List.of(deed), List.of(kept)))
                .text();

        assertThat(text).isEqualTo("""
                Handover
                from 2026-11-22 22:00:00 UTC
                to   2026-11-23 10:00:00 UTC

                Open now
                - Fulfillment: 3 parked, 2 held behind a parked one, calls paused

                Fired
                - 2026-11-23 09:00:00 UTC ParkedDeliveries: critical, fires in fulfillment-adapter: 40 are parked. At stake: 40 orders, EUR 19.99.
                - 2026-11-23 08:00:00 UTC OutboxNotDraining: ended after 30 min in order-ingest-service: It waits. At stake: –.

                Failed anew
                  Nothing failed for a new cause, or again.

                Done
                - 2026-11-23 10:00:00 UTC retry-set: second-shift in fulfillment-adapter: they said - so

                Promises
                - Fulfillment: 99.9 % in time, 1 of 1,000 missed
                """);
    }

    @Test
    void whatIsTooMuchForTwoMinutesIsCountedAndLeadsToItsPage() {
        var view = HandoverView.of(handover(List.of(), Collections.nCopies(40, deed), List.of()));

        var done = view.sections().get(3);
        assertThat(done.lines()).hasSize(25);
        assertThat(done.more()).isEqualTo(new HandoverView.Link("15 more", "/audit"));
        assertThat(view.text()).contains("  15 more\n");
    }

    private static Handover handover(List<Open> open, List<Deed> done, List<Kept> kept) {
        return new Handover(
                NOW.minusSeconds(12 * 3600),
                NOW,
                new Overview.Orders(0, null, 0, 0, 0),
                open,
                FIRED,
                List.of(),
                done,
                kept);
    }
}
