package io.throughline.ingest;

import io.throughline.backbone.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies as storefronts send them; a test changes only what its claim is about. */
public final class Fixtures {

    public static final String SHOPIFY_FULL = "/shopify/order-full.json";
    public static final String SHOPIFY_GUEST = "/shopify/order-guest.json";
    public static final String WOOCOMMERCE = "/woocommerce/order.json";
    public static final String CANONICAL = "/canonical/order.json";

    private Fixtures() {}

    public static ObjectNode tree(String resource) {
        try (InputStream file = Fixtures.class.getResourceAsStream(resource)) {
            return (ObjectNode) Json.mapper().readTree(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public static byte[] body(String resource, Consumer<ObjectNode> change) {
        ObjectNode tree = tree(resource);
        change.accept(tree);
        return Json.mapper().writeValueAsBytes(tree);
    }

    /** Makes Shopify's order so large that its events travel without their data. */
    public static void threeHundredLines(ObjectNode order) {
        ArrayNode lines = (ArrayNode) order.get("line_items");
        ObjectNode pattern = ((ObjectNode) lines.get(0)).deepCopy();
        pattern.put("name", "Assam, second flush, ".repeat(20));
        lines.removeAll();
        for (int line = 1; line <= 300; line++) {
            lines.add(pattern.deepCopy().put("id", line));
        }
    }
}
