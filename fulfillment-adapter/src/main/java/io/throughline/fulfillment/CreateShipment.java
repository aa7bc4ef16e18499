package io.throughline.fulfillment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderLine;
import io.throughline.runtime.EffectKey;
import io.throughline.runtime.PermanentFailure;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * ShipBob's request to ship an order; field names are ShipBob's (API 2026-01, {@code CreateOrderModel}).
 *
 * @param referenceId unique per account for ever: our effect key
 * @param shippingMethod as the shop calls it; ShipBob maps it to a service
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record CreateShipment(
        String referenceId,
        String orderNumber,
        String type,
        String shippingMethod,
        Instant purchaseDate,
        Recipient recipient,
        List<Product> products) {

    private static final String TO_A_CONSUMER = "DTC";
    private static final String ANY_METHOD = "Standard";

    CreateShipment {
        products = List.copyOf(products);
    }

    /**
     * One product of a shipment.
     *
     * @param referenceId the SKU
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Product(String referenceId, @Nullable String name, int quantity) {

        private Product plus(Product more) {
            return new Product(referenceId, name, Math.addExact(quantity, more.quantity));
        }
    }

    /**
     * What ShipBob is asked to send of this order.
     *
     * @throws PermanentFailure when ShipBob's form has no place for what the order says
     */
    static CreateShipment of(Order order, EffectKey key) {
        String method = order.shipping().isEmpty()
                ? ANY_METHOD
                : order.shipping().getFirst().title();
        return new CreateShipment(
                key.value(),
                order.displayNumber(),
                TO_A_CONSUMER,
                method.isBlank() ? ANY_METHOD : method,
                order.createdAt(),
                Recipient.of(order),
                products(order));
    }

    /** The lines of which pieces are still to be sent; of a bundle its parts. */
    static List<OrderLine> lines(Order order) {
        Set<String> bundles = order.lines().stream()
                .map(OrderLine::parentLineId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return order.linesToShip().stream()
                .filter(line -> !bundles.contains(line.lineId()))
                .toList();
    }

    /** One per SKU, which may stand on several lines. */
    private static List<Product> products(Order order) {
        Map<String, Product> products = new LinkedHashMap<>();
        lines(order).stream()
                .map(CreateShipment::product)
                .forEach(product -> products.merge(product.referenceId(), product, Product::plus));
        return List.copyOf(products.values());
    }

    private static Product product(OrderLine line) {
        String sku = line.sku();
        if (sku == null || sku.isBlank()) {
            throw new PermanentFailure("no-sku", "Line " + line.lineId() + " has no SKU", null);
        }
        return new Product(sku, line.title(), whole(line.quantities().remaining(), line));
    }

    private static int whole(BigDecimal quantity, OrderLine line) {
        try {
            return quantity.intValueExact();
        } catch (ArithmeticException fraction) {
            throw new PermanentFailure(
                    "fractional-quantity", "Line " + line.lineId() + " asks for " + quantity + " pieces", fraction);
        }
    }
}
