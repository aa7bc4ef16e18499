package io.throughline.inventory;

import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderEvent;
import io.throughline.events.OrderPlaced;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.Outcome;
import io.throughline.testkit.Events;
import io.throughline.testkit.InventorySystemStub;
import io.throughline.testkit.OrderFixture;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The adapter's own parts on a real database, against a stub inventory system. */
final class StockFixture implements AutoCloseable {

    static final long OPENING = 100;

    final DatabaseFixture database = new DatabaseFixture();
    final InventorySystemStub system = InventorySystemStub.start(0);
    final StockLedger ledger;
    final Stock stock;

    StockFixture() {
        Flyway.configure().dataSource(database.dataSource()).load().migrate();
        ledger = new StockLedger(
                database.jdbc(),
                new TransactionTemplate(new JdbcTransactionManager(database.dataSource())),
                Clock.systemUTC());
        stock = anotherInstance();
        List.of("SKU-1", "SKU-2", "SKU-3").forEach(sku -> system.stock(sku, OPENING));
    }

    /** Shares the database and the inventory system, as two processes do. */
    Stock anotherInstance() {
        return instance(new InventoryClient(properties(), Clock.systemUTC()));
    }

    Stock instance(InventoryClient client) {
        return new Stock(ledger, client, new LevelSender(ledger, client, properties()), properties());
    }

    InventoryProperties properties() {
        return new InventoryProperties(
                system.uri(), "secret", 1, Duration.ofSeconds(5), 500, 50, Duration.ofSeconds(30), 20);
    }

    Outcome place(OrderFixture order) {
        EventEnvelope<OrderPlaced> event = Events.orderPlaced(order);
        return new OrderPlacedHandler(stock).handle(event, first(event));
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
        database.close();
    }
}
