package io.throughline.ingest.understand;

import io.throughline.backbone.json.Json;
import io.throughline.events.order.Order;
import io.throughline.ingest.Fixtures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Orders as a storefront would describe them, one version after the other. */
final class OrderHistory {

    static final Instant CREATED = Instant.parse("2026-05-01T08:00:00Z");

    private final ObjectNode tree = Fixtures.tree(Fixtures.CANONICAL);
    private int version;

    static Order order(Consumer<ObjectNode> change) {
        return new OrderHistory().next(change);
    }

    /** The order a second later, after this change. */
    Order next(Consumer<ObjectNode> change) {
        change.accept(tree);
        tree.put("sourceVersion", CREATED.plusSeconds(version++).toString());
        return Json.mapper().treeToValue(tree, Order.class);
    }

    static void pay(ObjectNode order) {
        status(order, "payment", "paid");
    }

    static void payment(ObjectNode order, String word) {
        status(order, "payment", word);
    }

    static void cancel(ObjectNode order) {
        status(order, "order", "cancelled");
    }

    static void note(ObjectNode order, String note) {
        order.put("note", note);
    }

    static void fulfill(ObjectNode order, int quantity) {
        ObjectNode quantities = (ObjectNode) order.get("lines").get(0).get("quantities");
        quantities.put("fulfilled", String.valueOf(quantity)).put("remaining", String.valueOf(4 - quantity));
        status(order, "fulfillment", quantity == 4 ? "fulfilled" : "partial");
    }

    static void refund(ObjectNode order, String id, int settled) {
        ArrayNode refunds = (ArrayNode) order.get("refunds");
        for (int i = refunds.size() - 1; i >= 0; i--) {
            if (refunds.get(i).get("refundId").stringValue().equals(id)) {
                refunds.remove(i);
            }
        }
        ObjectNode refund = refunds.addObject().put("refundId", id).put("createdAt", CREATED.toString());
        refund.putArray("lines");
        money(refund, "shipping", 0);
        money(refund, "adjustment", 0);
        money(refund, "settled", settled);
    }

    private static void money(ObjectNode parent, String name, int minor) {
        parent.putObject(name).put("currency", "EUR").put("minor", minor).put("exponent", 2);
    }

    private static void status(ObjectNode order, String which, String word) {
        ((ObjectNode) order.get("status")).put(which, word);
    }

    /** A believable life of one order. */
    static List<Order> random(Random random) {
        OrderHistory history = new OrderHistory();
        List<Order> orders = new ArrayList<>(List.of(history.next(order -> {})));
        int fulfilled = 0;
        int steps = 1 + random.nextInt(9);
        for (int step = 0; step < steps; step++) {
            int number = step;
            switch (random.nextInt(6)) {
                case 0 -> orders.add(history.next(OrderHistory::pay));
                case 1 -> orders.add(history.next(order -> note(order, "note " + number)));
                case 2 -> {
                    int shipped = Math.min(4, ++fulfilled);
                    orders.add(history.next(order -> fulfill(order, shipped)));
                }
                case 3 -> orders.add(history.next(order -> refund(order, "r" + number % 3, 100 * number)));
                case 4 -> orders.add(history.next(OrderHistory::cancel));
                default -> orders.add(history.next(order -> {}));
            }
        }
        return orders;
    }
}
