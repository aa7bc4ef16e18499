package io.throughline.ingest.storefront.standard;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.throughline.backbone.json.Json;
import io.throughline.backbone.json.JsonComplaint;
import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.Totals;
import io.throughline.ingest.storefront.Arithmetic;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.OrderKeys;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads an order that already has the canonical shape. What only we can know is ours: the order key is set here, the
 * check of the totals made here, whatever the sender wrote.
 */
public final class CanonicalOrders {

    private static final String PUBLISHED = "https://schemas.throughline.example/";

    private final Schema schema = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemaIdResolvers(ids -> ids.mapPrefix(PUBLISHED, "classpath:schemas/")))
            .getSchema(SchemaLocation.of(PUBLISHED + "order.v1.json"));

    /**
     * The order, with a key and a check of our own.
     *
     * @param source the storefront that sent it, for the order's key
     * @throws NotUnderstoodException when it breaks the schema or contradicts itself
     */
    public Order read(String source, String shop, Document data) {
        ObjectNode json = (ObjectNode) data.node();
        json.put("orderKey", OrderKeys.of(source, shop, data.requiredText("sourceOrderId")));
        placeholder(json);
        validate(json);
        checkExponents(json, "data");
        try {
            check(json);
            return Json.mapper().treeToValue(json, Order.class);
        } catch (JacksonException | IllegalArgumentException | ArithmeticException inconsistent) {
            throw new NotUnderstoodException(
                    "invalid-order", "The order contradicts itself: " + JsonComplaint.of(inconsistent), inconsistent);
        }
    }

    /** The record wants a check; the one that counts is computed afterwards. */
    private static void placeholder(ObjectNode order) {
        if (order.path("totals") instanceof ObjectNode totals) {
            ObjectNode check = totals.putObject("check").put("ok", true);
            check.set("delta", totals.path("total").deepCopy());
        }
    }

    private void validate(JsonNode order) {
        List<Error> violations = schema.validate(order);
        if (!violations.isEmpty()) {
            Error first = violations.getFirst();
            throw new NotUnderstoodException(
                    "invalid-order",
                    "data" + first.getInstanceLocation() + " breaks order.v1.json (" + first.getKeyword() + " "
                            + (first.getProperty() == null ? "" : first.getProperty()) + "), " + violations.size()
                            + " violations in all");
        }
    }

    private static void checkExponents(JsonNode node, String path) {
        if (node.has("minor") && node.has("exponent")) {
            String currency = node.path("currency").stringValue("");
            if (exponent(currency, path) != node.path("exponent").asInt()) {
                throw new NotUnderstoodException("invalid-order", path + " has not the decimals of its currency");
            }
        }
        node.forEachEntry((name, child) -> checkExponents(child, path + "." + name));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            checkExponents(node.get(i), path + "[" + i + "]");
        }
    }

    private static int exponent(String currency, String path) {
        try {
            return Money.zero(currency).exponent();
        } catch (IllegalArgumentException unknown) {
            throw new NotUnderstoodException("invalid-order", path + " has no ISO 4217 currency", unknown);
        }
    }

    private static void check(ObjectNode order) {
        Totals totals = Json.mapper().treeToValue(order.get("totals"), Totals.class);
        boolean taxIncluded = order.get("taxIncluded").booleanValue();
        Totals checked =
                Arithmetic.checked(totals, taxIncluded, order.get("lines").size());
        order.set("totals", Json.mapper().valueToTree(checked));
    }
}
