package io.throughline.finance;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderEvent;
import io.throughline.events.OrderPlaced;
import io.throughline.finance.XeroProperties.Booking;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.Outcome;
import io.throughline.stub.XeroStub;
import io.throughline.testkit.Access;
import io.throughline.testkit.Events;
import io.throughline.testkit.OrderFixture;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The adapter's own parts against a stub Xero. */
final class BooksFixture {

    static final Booking BOOKING =
            new Booking("Online customers", "200", "260", "261", "830", "835", "836", "860", "OUTPUT", "NONE");

    final XeroStub xero = XeroStub.start(0);
    final XeroProperties properties = new XeroProperties(xero.uri(), "tenant-1", Duration.ofSeconds(5), BOOKING);
    final Books books = new Books(new XeroClient(properties, Access.tokens(), Clock.systemUTC()));

    /** What a whole adapter is told about this Xero. */
    static Map<String, String> access(XeroStub xero) {
        return Map.of(
                "throughline.xero.base-url", xero.uri().toString(),
                "throughline.xero.tenant-id", "tenant-1",
                "throughline.runtime.oauth.account", "tenant-1",
                "throughline.runtime.oauth.token-uri",
                        xero.uri().resolve("/connect/token").toString(),
                "throughline.runtime.oauth.client-id", "client",
                "throughline.runtime.oauth.client-secret", "secret",
                "throughline.runtime.oauth.refresh-token", "granted",
                "throughline.runtime.rate.calls", "0",
                "throughline.runtime.rate.calls-per-day", "0",
                "throughline.runtime.retry.first-delay", "100ms");
    }

    Outcome place(OrderFixture order) {
        EventEnvelope<OrderPlaced> event = Events.orderPlaced(order);
        return new OrderPlacedHandler(books, properties).handle(event, first(event));
    }

    static <E extends OrderEvent> Delivery first(EventEnvelope<E> event) {
        return new Delivery(event.orderKey(), 1, 1, false, List.of());
    }

    static <E extends OrderEvent> Delivery repeated(EventEnvelope<E> event) {
        return new Delivery(event.orderKey(), 2, 1, true, List.of());
    }
}
