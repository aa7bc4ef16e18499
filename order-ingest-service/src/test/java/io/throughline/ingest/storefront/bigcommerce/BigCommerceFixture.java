package io.throughline.ingest.storefront.bigcommerce;

import io.throughline.backbone.json.Json;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.OrderCalls;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** One order in the parts that BigCommerce keeps it in, each at its own address. */
final class BigCommerceFixture {

    private BigCommerceFixture() {}

    static Meaning fetch(Consumer<ObjectNode> change) {
        ObjectNode parts = Fixtures.tree("/bigcommerce/order.json");
        change.accept(parts);
        String id = parts.get("order").get("id").asString();
        String v2 = "/v2/orders/" + id;
        String v3 = "/v3/orders/" + id;
        Map<String, byte[]> answers = new TreeMap<>();
        answers.put(v2, bytes(parts.get("order")));
        for (String list : new String[] {"products", "coupons", "taxes"}) {
            answers.put(v2 + "/" + list + "?limit=250&page=1", bytes(parts.get(list)));
        }
        answers.put(v2 + "/shipping_addresses?limit=250&page=1", bytes(parts.get("addresses")));
        answers.put(v3 + "/payment_actions/refunds", bytes(Map.of("data", parts.get("refunds"))));
        answers.put(v3 + "/transactions", bytes(Map.of("data", parts.get("transactions"))));
        OrderCalls calls = path -> Optional.ofNullable(answers.get(path));
        return new BigCommerceOrders().fetch("tea-house", id, calls);
    }

    private static byte[] bytes(Object json) {
        return Json.mapper().writeValueAsBytes(json);
    }
}
