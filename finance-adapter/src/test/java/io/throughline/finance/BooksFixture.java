package io.throughline.finance;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderChanged;
import io.throughline.events.OrderEvent;
import io.throughline.events.OrderPaid;
import io.throughline.events.OrderPlaced;
import io.throughline.events.OrderRefunded;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.books.BookKeeper;
import io.throughline.runtime.books.Books;
import io.throughline.runtime.books.Changing;
import io.throughline.runtime.books.Charge.Kind;
import io.throughline.runtime.books.Crediting;
import io.throughline.runtime.books.Invoicing;
import io.throughline.runtime.books.ShopBooking;
import io.throughline.runtime.books.ShopBooking.TaxRate;
import io.throughline.stub.XeroStub;
import io.throughline.testkit.Access;
import io.throughline.testkit.Events;
import io.throughline.testkit.OrderFixture;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The adapter's own parts against a stub Xero. */
final class BooksFixture {

    static final ShopBooking SHOP = new ShopBooking(
            "shopify:demo-shop",
            "Online customers",
            Map.of(
                    Kind.GOODS, "200",
                    Kind.SHIPPING, "260",
                    Kind.FEE, "261",
                    Kind.DISCOUNT, "210",
                    Kind.GIFT_CARD, "830",
                    Kind.CHANNEL_TAX, "835",
                    Kind.UNASSIGNED_TAX, "836",
                    Kind.ROUNDING, "860"),
            "610",
            Map.of("paypal", "611"),
            "NONE",
            List.of(new TaxRate("VAT 0.19", "OUTPUT"), new TaxRate("VAT 0.2", "OUTPUT2")));

    final XeroStub xero = XeroStub.start(0);
    final XeroProperties properties =
            new XeroProperties(xero.uri(), "tenant-1", Duration.ofSeconds(5), 50, List.of(SHOP));
    final XeroClient client = new XeroClient(properties, Access.tokens(), Clock.systemUTC());
    final MemoryJournal journal = new MemoryJournal();
    final EventHandler<OrderPlaced> placed;
    final EventHandler<OrderChanged> changed;
    final EventHandler<OrderPaid> paid;
    final EventHandler<OrderRefunded> refunded;
    final EventHandler<OrderCancelled> cancelled;

    BooksFixture() {
        this(null);
    }

    /** @param instead of the stub */
    BooksFixture(@Nullable BookKeeper instead) {
        FinanceHandlers handlers = new FinanceHandlers();
        Books books = new Books(instead == null ? client : instead, journal);
        Crediting crediting = new Crediting(books);
        placed = handlers.placed(new Invoicing(books), properties);
        changed = handlers.changed(new Changing(books));
        paid = handlers.paid(new Invoicing(books), properties);
        refunded = handlers.refunded(crediting);
        cancelled = handlers.cancelled(crediting);
    }

    List<EventHandler<?>> handlers() {
        return List.of(placed, changed, paid, refunded, cancelled);
    }

    /** What a whole adapter is told about this Xero. */
    static Map<String, String> access(XeroStub xero) {
        Map<String, String> all = new HashMap<>(Map.of(
                "spring.profiles.active", "demo",
                "throughline.xero.base-url", xero.uri().toString(),
                "throughline.xero.tenant-id", "tenant-1",
                "throughline.runtime.rate.calls", "0",
                "throughline.runtime.rate.calls-per-day", "0",
                "throughline.runtime.retry.first-delay", "100ms"));
        all.putAll(Map.of(
                "throughline.runtime.oauth.account", "tenant-1",
                "throughline.runtime.oauth.token-uri",
                        xero.uri().resolve("/connect/token").toString(),
                "throughline.runtime.oauth.client-id", "client",
                "throughline.runtime.oauth.client-secret", "secret",
                "throughline.runtime.oauth.refresh-token", "granted"));
        return all;
    }

    Outcome place(OrderFixture order) {
        EventEnvelope<OrderPlaced> event = Events.orderPlaced(order);
        return placed.handle(event, first(event));
    }

    Outcome pay(OrderFixture order) {
        EventEnvelope<OrderPaid> event = Events.orderPaid(order);
        return paid.handle(event, first(event));
    }

    static Delivery first(EventEnvelope<?> event) {
        return new Delivery(event.orderKey(), 1, 1, false, List.of());
    }

    static Delivery repeated(EventEnvelope<?> event) {
        return new Delivery(event.orderKey(), 2, 1, true, List.of());
    }

    /** Whatever type the event is of. */
    Outcome handle(EventEnvelope<?> event, Delivery delivery) {
        return handlers().stream()
                .filter(handler -> handler.type().equals(event.type()))
                .map(handler -> handle(handler, event, delivery))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // an event is handled by what handles its type
    private static <E extends OrderEvent> Outcome handle(
            EventHandler<E> handler, EventEnvelope<?> event, Delivery delivery) {
        return handler.handle((EventEnvelope<E>) event, delivery);
    }
}
