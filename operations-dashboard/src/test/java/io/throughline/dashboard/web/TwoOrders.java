package io.throughline.dashboard.web;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.ledger.SeenEvent;
import io.throughline.dashboard.store.EventStore;
import io.throughline.dashboard.store.OutcomeStore;
import io.throughline.events.outcome.OutcomeBatch;
import io.throughline.events.outcome.Result;
import java.time.Instant;
import java.util.List;

/** One integration with two orders: the first is parked, the second delivered. */
final class TwoOrders {

    private TwoOrders() {}

    static void fill(EventStore events, OutcomeStore outcomes, Instant now) {
        var one = Events.placed(1, now.minusSeconds(100));
        var two = Events.placed(2, now.minusSeconds(90));
        outcomes.record(List.of(Events.announcement(Events.FULFILLMENT, now.minusSeconds(1000))));
        events.record(List.of(SeenEvent.of(one, "hook-1"), SeenEvent.of(two, "hook-2")));
        outcomes.record(List.of(
                Events.heartbeat(Events.FULFILLMENT, now, 0, null),
                new OutcomeBatch(
                        Events.FULFILLMENT,
                        2,
                        List.of(
                                Events.outcome(one, Result.PARKED, now.minusSeconds(99)),
                                Events.outcome(two, Result.DELIVERED, now.minusSeconds(89))))));
    }
}
