package io.throughline.fulfillment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What ShipBob says of a shipment ({@code OrderViewModel}), as far as it matters here. */
@JsonNaming(SnakeCaseStrategy.class)
record ShipBobOrder(
        long id,
        @Nullable String referenceId,
        @Nullable String status,
        @Nullable List<CreateShipment.Product> products) {

    String reference() {
        return Long.toString(id);
    }

    boolean isCancelled() {
        return "Cancelled".equals(status);
    }

    /** Whether goods left already, some at least. */
    boolean hasLeft() {
        return "Fulfilled".equals(status) || "PartiallyFulfilled".equals(status);
    }

    /** Whether it sends everything that is asked for; it may send more, which left since it was made. */
    boolean covers(CreateShipment asked) {
        return asked.products().stream().allMatch(product -> quantity(product.referenceId()) >= product.quantity());
    }

    private int quantity(String sku) {
        return products == null
                ? 0
                : products.stream()
                        .filter(product -> sku.equals(product.referenceId()))
                        .mapToInt(CreateShipment.Product::quantity)
                        .sum();
    }
}
