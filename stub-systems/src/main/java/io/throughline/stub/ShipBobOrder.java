package io.throughline.stub;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One order as the stub ShipBob keeps it.
 *
 * @param wish the body it was asked for with
 */
record ShipBobOrder(long id, String reference, String status, JsonNode wish) {

    private static final Set<String> TYPES = Set.of("DTC", "DropShip", "B2B");

    /** What of the fields that ShipBob requires is missing or wrong, by field; empty when nothing is. */
    static Map<String, List<String>> missing(JsonNode wish) {
        Map<String, List<String>> missing = new LinkedHashMap<>();
        requireText(wish, "/reference_id", missing);
        requireText(wish, "/shipping_method", missing);
        requireText(wish, "/recipient/name", missing);
        requireText(wish, "/recipient/address/address1", missing);
        requireText(wish, "/recipient/address/city", missing);
        requireText(wish, "/recipient/address/country", missing);
        if (!TYPES.contains(wish.path("type").asString(""))) {
            missing.put("type", List.of("The field must be one of " + TYPES));
        }
        if (wish.path("products").isEmpty()) {
            missing.put("products", List.of("The field is required"));
        }
        for (JsonNode product : wish.path("products")) {
            requireProduct(product, missing);
        }
        return missing;
    }

    private static void requireProduct(JsonNode product, Map<String, List<String>> missing) {
        if (!product.path("id").isIntegralNumber()) {
            requireText(product, "/reference_id", missing);
            requireText(product, "/name", missing);
        }
        if (!product.path("quantity").isInt() || product.path("quantity").asInt() < 1) {
            missing.put("quantity", List.of("The field must be a whole number above zero"));
        }
    }

    private static void requireText(JsonNode wish, String pointer, Map<String, List<String>> missing) {
        if (wish.at(pointer).asString("").isBlank()) {
            missing.put(pointer.substring(1).replace('/', '.'), List.of("The field is required"));
        }
    }

    ShipBobOrder withStatus(String word) {
        return new ShipBobOrder(id, reference, word, wish);
    }

    int quantity(String product) {
        int sum = 0;
        for (JsonNode asked : wish.path("products")) {
            sum += asked.path("reference_id").asString("").equals(product)
                    ? asked.path("quantity").asInt()
                    : 0;
        }
        return sum;
    }

    /** As ShipBob shows it. */
    Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", id);
        view.put("reference_id", reference);
        view.put("order_number", wish.path("order_number"));
        view.put("status", status);
        view.put("type", wish.path("type"));
        view.put("shipping_method", wish.path("shipping_method"));
        view.put("recipient", wish.path("recipient"));
        view.put("products", wish.path("products"));
        view.put("shipments", List.of(Map.of("id", id * 10, "order_id", id, "status", status)));
        return view;
    }
}
