package io.throughline.runtime.samples;

import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.EventCodec;
import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderPlaced;
import io.throughline.events.Origin;
import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderStatus;
import io.throughline.events.order.Totals;
import io.throughline.events.order.TotalsCheck;
import io.throughline.runtime.store.NewDelivery;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Small valid events, as they are written down. */
public final class SampleEvents {

    static final Instant ACCEPTED = Instant.parse("2026-11-23T08:00:00Z");

    private SampleEvents() {}

    /** An order's reference that sorts by its number, like a UUIDv7. */
    public static UUID orderRef(int order) {
        return new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0000L + order);
    }

    public static NewDelivery placed(int order, int sequence) {
        return placed(order, sequence, false);
    }

    public static NewDelivery placed(int order, int sequence, boolean test) {
        EventEnvelope<OrderPlaced> event = new EventEnvelope<>(
                UUID.nameUUIDFromBytes((order + "/" + sequence).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                "/standard/shop",
                "standard:shop:" + order,
                OrderPlaced.TYPE,
                orderRef(order),
                sequence,
                ACCEPTED,
                ACCEPTED,
                Origin.WEBHOOK,
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                test,
                new OrderPlaced(order(order)));
        return new NewDelivery(
                event.orderRef(),
                event.sequence(),
                event.id(),
                event.orderKey(),
                event.type().name(),
                Deflated.deflate(new EventCodec().write(event)),
                event.acceptedAt());
    }

    /** The same event as it travels. */
    public static byte[] body(int order, int sequence) {
        return Deflated.inflate(placed(order, sequence).body(), 100_000);
    }

    private static Order order(int number) {
        Money none = Money.zero("EUR");
        return new Order(
                "standard:shop:" + number,
                String.valueOf(number),
                "#" + number,
                ACCEPTED,
                ACCEPTED,
                null,
                false,
                true,
                "EUR",
                new OrderStatus("open", "paid", "unfulfilled"),
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Totals(none, none, none, none, none, none, none, none, null, null, new TotalsCheck(true, none)),
                null);
    }
}
