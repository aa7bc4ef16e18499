package io.throughline.inventory;

import io.throughline.events.order.Order;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EffectKey;
import io.throughline.runtime.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Counts what leaves and comes back, and has the inventory system know the levels. */
@Component
class Stock {

    private final StockLedger ledger;
    private final InventoryClient client;
    private final LevelSender levels;
    private final InventoryProperties system;

    Stock(StockLedger ledger, InventoryClient client, LevelSender levels, InventoryProperties system) {
        this.ledger = ledger;
        this.client = client;
        this.levels = levels;
        this.system = system;
    }

    /** Goods leave. */
    Outcome leave(Order order, Delivery delivery) {
        List<Movement> departures = new Departures(order).movements();
        open(departures);
        return move(order, delivery, recorded -> departures);
    }

    /** Goods come back, as far as they had left. */
    Outcome comeBack(Order order, Delivery delivery, Function<Returns, List<Movement>> which) {
        return move(order, delivery, recorded -> which.apply(new Returns(order, recorded)));
    }

    /** Items that the ledger meets for the first time begin with what the inventory system has of them. */
    private void open(List<Movement> departures) {
        SortedSet<String> unknown =
                new TreeSet<>(departures.stream().map(Movement::sku).toList());
        ledger.levels(unknown).forEach(level -> unknown.remove(level.sku()));
        List<String> skus = new ArrayList<>(unknown);
        for (int from = 0; from < skus.size(); from += system.maxLookups()) {
            ledger.open(client.levels(skus.subList(from, Math.min(skus.size(), from + system.maxLookups()))));
        }
    }

    private Outcome move(Order order, Delivery delivery, Function<Map<EffectKey, Movement>, List<Movement>> decision) {
        Recorded recorded = ledger.record(order.orderKey(), decision);
        if (recorded.movements().isEmpty()) {
            return Outcome.ignored("nothing-to-count");
        }
        String reason = recorded.movements().getFirst().key().value();
        boolean always = delivery.mayHaveReachedDownstream() || isResend(order, delivery);
        Optional<String> transaction = levels.send(recorded.skus(), always, reason);
        // Another delivery may have sent our movement with its own.
        return transaction
                .map(Outcome::delivered)
                .orElseGet(() -> recorded.news() ? Outcome.delivered() : Outcome.alreadyDone(reason));
    }

    private static boolean isResend(Order order, Delivery delivery) {
        return !delivery.effectKey("stock").value().equals(order.orderKey() + "/stock");
    }
}
