package io.throughline.dashboard;

import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.Fields;
import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderChanged;
import io.throughline.events.OrderEvent;
import io.throughline.events.OrderPaid;
import io.throughline.events.OrderPlaced;
import io.throughline.events.Origin;
import io.throughline.events.RedactionRequested;
import io.throughline.events.Shipment;
import io.throughline.events.ShipmentDispatched;
import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.events.catalogue.FailureMode;
import io.throughline.events.catalogue.Sla;
import io.throughline.events.order.Address;
import io.throughline.events.order.Customer;
import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.OrderStatus;
import io.throughline.events.order.Quantities;
import io.throughline.events.order.ShipTo;
import io.throughline.events.order.Totals;
import io.throughline.events.order.TotalsCheck;
import io.throughline.events.outcome.AbsentEffect;
import io.throughline.events.outcome.Announcement;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.EffectsAbsent;
import io.throughline.events.outcome.EventField;
import io.throughline.events.outcome.Exchange;
import io.throughline.events.outcome.Heartbeat;
import io.throughline.events.outcome.Result;
import io.throughline.events.outcome.SentField;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Complete events and reports; a test names only what matters to it. */
public final class Events {

    public static final String FULFILLMENT = "fulfillment-adapter";
    public static final String FINANCE = "finance-adapter";
    public static final Duration SLA = Duration.ofMinutes(5);

    private Events() {}

    /** Order n of the demo shop. */
    public static UUID orderRef(int order) {
        return new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0000L + order);
    }

    public static String orderKey(int order) {
        return "shopify:demo-shop:" + (5000 + order);
    }

    public static EventEnvelope<OrderPlaced> placed(int order, Instant acceptedAt) {
        return event(OrderPlaced.TYPE, new OrderPlaced(snapshot(order)), new Place(order, 1), acceptedAt);
    }

    public static EventEnvelope<OrderPaid> paid(int order, Instant acceptedAt) {
        return event(OrderPaid.TYPE, new OrderPaid(snapshot(order)), new Place(order, 2), acceptedAt);
    }

    public static EventEnvelope<OrderChanged> changed(int order, int sequence, Instant acceptedAt) {
        return event(
                OrderChanged.TYPE,
                new OrderChanged(snapshot(order), new Fields(List.of("note"))),
                new Place(order, sequence),
                acceptedAt);
    }

    public static EventEnvelope<OrderCancelled> cancelled(int order, int sequence, Instant acceptedAt) {
        return event(OrderCancelled.TYPE, new OrderCancelled(snapshot(order)), new Place(order, sequence), acceptedAt);
    }

    public static EventEnvelope<ShipmentDispatched> dispatched(int order, int sequence, Instant acceptedAt) {
        Shipment shipment = new Shipment("S-1", "shipped", acceptedAt, null, List.of("TRACK-" + order), List.of());
        return event(
                ShipmentDispatched.TYPE,
                new ShipmentDispatched(snapshot(order), shipment),
                new Place(order, sequence),
                acceptedAt);
    }

    public static EventEnvelope<RedactionRequested> redaction(int order, int sequence, Instant acceptedAt) {
        return event(
                RedactionRequested.TYPE,
                new RedactionRequested(snapshot(order)),
                new Place(order, sequence),
                acceptedAt);
    }

    private record Place(int order, int sequence) {}

    private static <E extends OrderEvent> EventEnvelope<E> event(
            EventType<E> type, E data, Place place, Instant acceptedAt) {
        return new EventEnvelope<>(
                new UUID(0x0199_1111_0000_7000L, 0x8000_0000_0000_0000L + place.order * 100L + place.sequence),
                "/shopify/demo-shop",
                orderKey(place.order),
                type,
                orderRef(place.order),
                place.sequence,
                acceptedAt.minusSeconds(1),
                acceptedAt,
                Origin.WEBHOOK,
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                false,
                data);
    }

    /** What tells who bought order n. */
    public static String email(int order) {
        return "jane." + order + "@buyers.example";
    }

    private static OrderLine line(int order) {
        BigDecimal one = BigDecimal.ONE;
        return new OrderLine(
                "7001",
                null,
                "SKU-" + order,
                "Mug",
                "product",
                Quantities.ordered(one),
                new BigDecimal("19.99"),
                List.of(),
                List.of(),
                new Money("EUR", 1999, 2),
                true,
                null,
                null,
                null);
    }

    private static Address address() {
        return new Address("Jane Doe", null, List.of("Main Street 7"), "Berlin", null, null, "10115", "DE", null);
    }

    private static Order snapshot(int order) {
        Money zero = Money.zero("EUR");
        Money total = new Money("EUR", 1999, 2);
        return new Order(
                orderKey(order),
                String.valueOf(5000 + order),
                "#" + (1000 + order),
                Instant.parse("2026-11-23T08:00:00Z"),
                Instant.parse("2026-11-23T08:00:00Z"),
                null,
                false,
                true,
                "EUR",
                new OrderStatus(OrderStatus.OPEN, OrderStatus.PAID, "unfulfilled"),
                new Customer("901", "Jane Doe", email(order), null),
                null,
                null,
                List.of(new ShipTo("delivery", address(), List.of())),
                List.of(line(order)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Totals(total, zero, zero, zero, zero, zero, zero, total, null, null, new TotalsCheck(true, zero)),
                null);
    }

    /** What an integration says of an event, in its first revision. */
    public static DeliveryOutcome outcome(EventEnvelope<?> event, Result result, Instant at) {
        boolean parked = result == Result.PARKED;
        return outcome(event, result, at, new Tries(1, parked ? 3 : 1, parked ? 3 : 0));
    }

    public record Tries(int revision, int attempts, int failed) {}

    public static DeliveryOutcome outcome(EventEnvelope<?> event, Result result, Instant at, Tries tries) {
        return new DeliveryOutcome(
                event.orderRef(),
                event.sequence(),
                event.id(),
                event.orderKey(),
                event.type().name(),
                tries.revision,
                result,
                result == Result.PARKED ? "shipbob-rejected" : "done",
                result == Result.PARKED ? "The warehouse knows no such SKU" : null,
                tries.attempts,
                tries.failed,
                event.acceptedAt(),
                at,
                result == Result.DELIVERED ? "S-" + event.orderKey() : null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Parked in its first revision for a cause that has a name. */
    public static DeliveryOutcome parkedFor(String fingerprint, EventEnvelope<?> event, Instant at) {
        return parked(fingerprint, 1, event, at);
    }

    /** Parked with a version of its data, in the revision of the same number. */
    public static DeliveryOutcome parkedAs(int version, EventEnvelope<?> event, Instant at) {
        return parked("3f0c9a517be2d846", version, event, at);
    }

    private static DeliveryOutcome parked(String fingerprint, int version, EventEnvelope<?> event, Instant at) {
        return new DeliveryOutcome(
                event.orderRef(),
                event.sequence(),
                event.id(),
                event.orderKey(),
                event.type().name(),
                version,
                Result.PARKED,
                "shipbob-rejected",
                "The warehouse knows no such SKU",
                3,
                3,
                event.acceptedAt(),
                at,
                null,
                fingerprint,
                null,
                null,
                version,
                null);
    }

    /** What an integration reported so is not at its downstream system. */
    public static EffectsAbsent absent(String integration, DeliveryOutcome reported, Instant at) {
        return new EffectsAbsent(
                integration,
                integration + "-1",
                at,
                List.of(new AbsentEffect(
                        reported.orderRef(),
                        reported.sequence(),
                        reported.revision(),
                        reported.orderKey(),
                        reported.eventType(),
                        reported.reference(),
                        reported.at())));
    }

    /** The same in this revision, with what was sent and what came back. */
    public static DeliveryOutcome telling(Exchange exchange, int revision, DeliveryOutcome parked) {
        return new DeliveryOutcome(
                parked.orderRef(),
                parked.sequence(),
                parked.eventId(),
                parked.orderKey(),
                parked.eventType(),
                revision,
                parked.result(),
                parked.code(),
                parked.detail(),
                parked.attempts(),
                parked.failedAttempts(),
                parked.acceptedAt(),
                parked.at(),
                parked.reference(),
                parked.fingerprint(),
                parked.actor(),
                parked.commandId(),
                parked.version(),
                exchange);
    }

    /** An order of which the SKU was written otherwise, and one line was not sent. */
    public static Exchange exchange(String sku) {
        return new Exchange(
                "POST /2026-01/order",
                List.of(
                        new SentField(
                                "/products/0/reference_id",
                                sku.toLowerCase(Locale.ROOT),
                                "case",
                                List.of("/order/lines/0/sku"),
                                sku),
                        new SentField("/type", "DTC", "none", List.of(), null),
                        new SentField("/order_number", "#1001", "same", List.of("/order/displayNumber"), null),
                        new SentField(
                                "/products/0/quantity",
                                "2",
                                "number",
                                List.of("/order/lines/0/quantities/ordered", "/order/lines/0/quantities/remaining"),
                                "2"),
                        new SentField("/recipient/name", "***", "same", List.of("/order/shipTo/0/address/name"), null)),
                0,
                List.of(new EventField("/order/lines/1/sku", "MUG")),
                null,
                null,
                422,
                "{\"errors\":[\"No product " + sku.toLowerCase(Locale.ROOT) + "\"]}");
    }

    /** Acts on placed and paid, not on changed; promises 99.9 % within five minutes. */
    public static Announcement announcement(String integration, Instant at) {
        return announcement(integration, at, List.of("order.placed.v1", "order.paid.v1"));
    }

    public static Announcement announcement(String integration, Instant at, List<String> types) {
        return new Announcement(
                integration,
                integration + "-1",
                at,
                new CatalogueEntry(
                        integration,
                        "Integration " + integration,
                        "Team Warehouse",
                        "ShipBob",
                        "https://developer.shipbob.com",
                        "Orders are not shipped",
                        new Sla(SLA, 0.999),
                        types,
                        List.of(new FailureMode("shipbob-rejected", "low", "high", "alerted", "ParkedDeliveries")),
                        "none",
                        "sole"));
    }

    /** A closed breaker, nothing due. */
    public static Heartbeat heartbeat(String integration, Instant at, long open, @Nullable Instant oldestOpenAt) {
        return new Heartbeat(
                integration, integration + "-1", at, open, 0, 0, 0, oldestOpenAt, "closed", false, null, null);
    }
}
