package io.throughline.ingest.understand;

import io.throughline.events.order.Order;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.OrderStatus;
import io.throughline.events.order.Quantities;
import io.throughline.events.order.Totals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an order whose difference is a change of the order itself. What has an event of its own (payment,
 * fulfillment, refunds) is left out, and so are the tenders: not every shape of a storefront carries them.
 */
final class OwnedFields {

    private static final Set<String> BACKINGS = Set.of("authorized", "voided");
    private static final Map<String, Function<Order, @Nullable Object>> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("displayNumber", Order::displayNumber);
        FIELDS.put("test", Order::test);
        FIELDS.put("taxIncluded", Order::taxIncluded);
        FIELDS.put("currency", Order::currency);
        FIELDS.put("customer", Order::customer);
        FIELDS.put("company", Order::company);
        FIELDS.put("billTo", Order::billTo);
        FIELDS.put("shipTo", Order::shipTo);
        FIELDS.put("lines", OwnedFields::asOrdered);
        FIELDS.put("shipping", Order::shipping);
        FIELDS.put("fees", Order::fees);
        FIELDS.put("discounts", Order::discounts);
        FIELDS.put("taxes", Order::taxes);
        FIELDS.put("totals", OwnedFields::withoutCurrent);
        FIELDS.put("note", Order::note);
    }

    private OwnedFields() {}

    /**
     * Names of components of the order; {@code status} only when a cancelled or deleted order came back, or when goods
     * may or must not leave on account of its payment and no other event says so.
     */
    static List<String> differing(Order before, Order after) {
        List<String> names = FIELDS.entrySet().stream()
                .filter(field -> !Objects.equals(
                        field.getValue().apply(before), field.getValue().apply(after)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(ArrayList::new));
        boolean cameBack = before.status().isEnded() && !after.status().isEnded();
        if (cameBack || isOtherwiseBacked(before.status(), after.status())) {
            names.add("status");
        }
        return names;
    }

    /** Becoming paid has an event of its own; an authorization that was given or voided has none. */
    private static boolean isOtherwiseBacked(OrderStatus before, OrderStatus after) {
        return !backing(before).equals(backing(after)) && (before.wasPaid() || !after.wasPaid());
    }

    private static String backing(OrderStatus status) {
        if (status.wasPaid()) {
            return OrderStatus.PAID;
        }
        return BACKINGS.contains(status.payment()) ? status.payment() : "";
    }

    private static List<OrderLine> asOrdered(Order order) {
        return order.lines().stream().map(OwnedFields::asOrdered).toList();
    }

    /** Without what was fulfilled and returned; what was cancelled stays, because it is not to be shipped any more. */
    private static OrderLine asOrdered(OrderLine line) {
        Quantities all = line.quantities();
        return new OrderLine(
                line.lineId(),
                line.parentLineId(),
                line.sku(),
                line.title(),
                line.kind(),
                new Quantities(all.ordered(), all.cancelled(), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO),
                line.unitPrice(),
                line.discounts(),
                line.taxes(),
                line.total(),
                line.requiresShipping(),
                line.hsCode(),
                line.origin(),
                line.weightGrams());
    }

    /** What is left of the total moves with every refund. */
    private static Totals withoutCurrent(Order order) {
        Totals all = order.totals();
        return new Totals(
                all.lines(),
                all.discounts(),
                all.shipping(),
                all.fees(),
                all.duties(),
                all.tax(),
                all.rounding(),
                all.total(),
                null,
                all.presentment(),
                all.check());
    }
}
