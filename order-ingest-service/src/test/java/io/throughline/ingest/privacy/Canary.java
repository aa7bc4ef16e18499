package io.throughline.ingest.privacy;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes every personal field of an order say one word, so that it can be looked for. */
public final class Canary {

    private Canary() {}

    /** Whatever tells who a person is, in the words of all storefronts at once. */
    public static void sing(ObjectNode order, String word) {
        String song = Character.toUpperCase(word.charAt(0)) + word.substring(1);
        List<String> names = List.of(
                "email",
                "contact_email",
                "phone",
                "note",
                "first_name",
                "last_name",
                "name",
                "company",
                "address1",
                "address2",
                "city",
                "zip",
                "postcode",
                "taxId",
                "purchaseOrder",
                "po_number");
        List.of("customer", "billing_address", "shipping_address", "billTo", "company")
                .forEach(part -> sing(order.path(part), names, word));
        order.path("shipTo").forEach(place -> {
            sing(place.path("address"), names, word);
            ((ObjectNode) place.path("address")).putArray("lines").add(song + " line");
        });
        order.path("refunds").forEach(refund -> sing(refund, List.of("note"), word));
        sing(order, List.of("email", "contact_email", "phone", "note", "po_number"), word);
    }

    private static void sing(JsonNode node, List<String> names, String word) {
        if (node instanceof ObjectNode object) {
            for (String name : names) {
                if (object.path(name).isValueNode()) {
                    object.put(name, name.contains("mail") ? word + "@" + word + ".test" : word + " " + name);
                }
            }
        }
    }
}
