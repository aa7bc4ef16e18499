package io.throughline.inventory;

import io.throughline.events.order.Order;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EffectKey;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.lane.Lanes;
import io.throughline.runtime.stock.Booking;
import io.throughline.runtime.stock.Movement;
import io.throughline.runtime.stock.StockLedger;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Counts what leaves and comes back, and has the inventory system know the levels. */
@Component
class Stock {

    private final StockLedger ledger;
    private final Lanes lanes;
    private final InventoryClient client;

    Stock(StockLedger ledger, Lanes lanes, InventoryClient client) {
        this.ledger = ledger;
        this.lanes = lanes;
        this.client = client;
    }

    /** Goods leave. */
    Outcome leave(Order order, Delivery delivery) {
        List<Movement> departures = new Departures(order).movements();
        open(departures);
        return move(order, delivery, booked -> departures);
    }

    /** Goods come back, as far as they had left. */
    Outcome comeBack(Order order, Delivery delivery, Function<Returns, List<Movement>> which) {
        return move(order, delivery, booked -> which.apply(new Returns(order, booked)));
    }

    /** Items that the ledger meets for the first time begin with what the inventory system has of them. */
    private void open(List<Movement> departures) {
        SortedSet<String> unknown =
                new TreeSet<>(departures.stream().map(Movement::sku).toList());
        ledger.levels(unknown).forEach(level -> unknown.remove(level.sku()));
        if (!unknown.isEmpty()) {
            ledger.open(client.levels(List.copyOf(unknown)));
        }
    }

    private Outcome move(Order order, Delivery delivery, Function<Map<EffectKey, Movement>, List<Movement>> decision) {
        Booking booking = ledger.book(order.orderKey(), decision);
        if (booking.movements().isEmpty()) {
            return Outcome.ignored("nothing-to-count");
        }
        // What may have been lost there is sent once more; a level that is there already changes nothing.
        if (isResend(order, delivery) || delivery.mayHaveReachedDownstream()) {
            lanes.forget(booking.versions().keySet());
        }
        String reason = booking.movements().getFirst().key().value();
        LevelPush push = new LevelPush(ledger, client, reason);
        lanes.bring(booking.versions(), push);
        // Another delivery may have sent our movement with its own.
        return push.transaction()
                .map(Outcome::delivered)
                .orElseGet(() -> booking.news() ? Outcome.delivered() : Outcome.alreadyDone(reason));
    }

    private static boolean isResend(Order order, Delivery delivery) {
        return !delivery.effectKey("stock").value().equals(order.orderKey() + "/stock");
    }
}
