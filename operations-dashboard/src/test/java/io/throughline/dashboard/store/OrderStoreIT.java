package io.throughline.dashboard.store;

import static io.throughline.dashboard.Events.FINANCE;
import static io.throughline.dashboard.Events.FULFILLMENT;
import static io.throughline.dashboard.store.LedgerFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.ledger.NotYet;
import io.throughline.dashboard.ledger.Timeline;
import io.throughline.dashboard.ledger.Timeline.Delivery;
import io.throughline.dashboard.store.DeadLetterStore.DeadLetter;
import io.throughline.events.outcome.Result;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderStoreIT {

    final LedgerFixture fixture = new LedgerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aTimelineTellsEveryEventAndHowEachIntegrationStandsWithIt() {
        var placed = Events.placed(1, NOW.minus(Duration.ofMinutes(3)));
        var paid = Events.paid(1, NOW.minus(Duration.ofMinutes(2)));
        fixture.hear(Events.announcement(FULFILLMENT, NOW.minus(Duration.ofHours(1))));
        fixture.hear(Events.announcement(FINANCE, NOW.minus(Duration.ofHours(1))));
        fixture.see(paid, placed);
        fixture.report(FULFILLMENT, Events.outcome(placed, Result.DELIVERED, NOW.minus(Duration.ofMinutes(1))));

        Timeline timeline = fixture.orders.timeline(Events.orderKey(1)).orElseThrow();

        assertThat(timeline.displayNumber()).isEqualTo("#1001");
        assertThat(timeline.events())
                .extracting(Timeline.Step::type)
                .containsExactly("order.placed.v1", "order.paid.v1");
        assertThat(timeline.events().getFirst().webhookId()).isEqualTo("webhook-" + placed.id());
        assertThat(timeline.events().getFirst().deliveries())
                .last()
                .isEqualTo(new Delivery(
                        FULFILLMENT,
                        "delivered",
                        "done",
                        null,
                        1,
                        0,
                        NOW.minus(Duration.ofMinutes(1)),
                        "S-" + Events.orderKey(1),
                        null,
                        null));
        assertThat(timeline.lanes()).containsExactly(FINANCE, FULFILLMENT);
    }

    @Test
    void whatIsOpenSaysWhy() {
        var placed = Events.placed(1, NOW.minus(Duration.ofMinutes(3)));
        fixture.hear(Events.announcement(FULFILLMENT, NOW.minus(Duration.ofHours(1))));
        fixture.hear(Events.announcement(FINANCE, NOW.minus(Duration.ofHours(1))));
        fixture.hear(Events.heartbeat(FULFILLMENT, NOW, 1, null));
        fixture.see(placed, Events.paid(1, NOW.minus(Duration.ofMinutes(2))));
        fixture.report(FULFILLMENT, Events.outcome(placed, Result.PARKED, NOW.minus(Duration.ofMinutes(1))));

        var paid = fixture.orders
                .timeline(Events.orderKey(1))
                .orElseThrow()
                .events()
                .getLast();

        assertThat(paid.at(FULFILLMENT).orElseThrow().notYet()).isEqualTo(new NotYet(NotYet.Reason.HELD, 1));
        assertThat(paid.at(FINANCE).orElseThrow().notYet()).isEqualTo(new NotYet(NotYet.Reason.BLIND, null));
    }

    @Test
    void deadLettersAreKeptOnceWhateverTheySay() {
        var letter =
                new DeadLetter("orders", "m-1", null, "unreadable-event", "has a \0 in it", NOW, new byte[] {0, 1});

        fixture.deadLetters.record(List.of(letter));
        fixture.deadLetters.record(List.of(letter));

        assertThat(fixture.count("dead_letter")).isEqualTo(1);
    }
}
