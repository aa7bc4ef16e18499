package io.throughline.inventory;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderEvent;
import io.throughline.events.OrderPlaced;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.Inspector;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.stock.StockLedger;
import io.throughline.stub.InventorySystemStub;
import io.throughline.testkit.Events;
import io.throughline.testkit.OrderFixture;
import io.throughline.testkit.store.Facilities;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The adapter's own parts with the runtime's facilities on a real database, against a stub inventory system. */
final class StockFixture implements AutoCloseable {

    static final long OPENING = 100;

    final Facilities facilities;
    final InventorySystemStub system = InventorySystemStub.start(0);
    final StockLedger ledger;
    final Stock stock;

    StockFixture() {
        this(Duration.ZERO);
    }

    /** @param lateArrival how long after its answer was lost a request may still be carried out */
    StockFixture(Duration lateArrival) {
        facilities = new Facilities(lateArrival);
        ledger = facilities.stockLedger();
        stock = anotherInstance(Duration.ofSeconds(5));
        List.of("SKU-1", "SKU-2", "SKU-3").forEach(sku -> system.stock(sku, OPENING));
    }

    /** Shares the database and the inventory system, as two processes do. */
    Stock anotherInstance(Duration timeout) {
        InventoryProperties properties = properties(system.uri(), timeout);
        return new Stock(ledger, facilities.lanes(), new InventoryClient(properties, Clock.systemUTC()));
    }

    Inspector inspector() {
        InventoryProperties properties = properties(system.uri(), Duration.ofSeconds(5));
        return new StockHandlers()
                .inspector(ledger, facilities.lanes(), new InventoryClient(properties, Clock.systemUTC()));
    }

    private static InventoryProperties properties(URI uri, Duration timeout) {
        return new InventoryProperties(uri, "secret", 1, timeout, 50);
    }

    Outcome place(OrderFixture order) {
        EventEnvelope<OrderPlaced> event = Events.orderPlaced(order);
        return new StockHandlers().placed(stock).handle(event, first(event));
    }

    static <E extends OrderEvent> Delivery first(EventEnvelope<E> event) {
        return new Delivery(event.orderKey(), 1, 1, false, List.of());
    }

    static <E extends OrderEvent> Delivery repeated(EventEnvelope<E> event) {
        return new Delivery(event.orderKey(), 2, 1, true, List.of());
    }

    @Override
    public void close() {
        system.close();
        facilities.close();
    }
}
