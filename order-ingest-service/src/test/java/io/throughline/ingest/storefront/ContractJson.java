package io.throughline.ingest.storefront;

import io.throughline.backbone.json.Json;
import java.util.function.ObjIntConsumer;
import tools.jackson.databind.node.ObjectNode;

/** Orders written down in the tests that they are about. */
public final class ContractJson {

    private ContractJson() {}

    /** Reads JSON with single quotes, so that it can stand in Java. */
    public static ObjectNode json(String text) {
        return (ObjectNode) Json.mapper().readTree(text.replace('\'', '"'));
    }

    public static byte[] bytes(Object json) {
        return Json.mapper().writeValueAsBytes(json);
    }

    /** Replaces a list by so many copies of its first element, numbered from 1. */
    public static void repeat(ObjectNode parent, String list, int count, ObjIntConsumer<ObjectNode> number) {
        ObjectNode first = (ObjectNode) parent.get(list).get(0);
        var copies = parent.putArray(list);
        for (int i = 1; i <= count; i++) {
            ObjectNode copy = first.deepCopy();
            number.accept(copy, i);
            copies.add(copy);
        }
    }

    /** The second SKU is that of the first, and the third is none. */
    public static void threeSkus(ObjectNode parent, String list) {
        repeat(parent, list, 3, (line, number) -> {
            line.put("id", number);
            if (number == 3) {
                line.putNull("sku");
            }
        });
    }
}
