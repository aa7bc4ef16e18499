package io.throughline.ingest.storefront.shopify;

import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.NotUnderstoodException;
import java.util.Optional;
import java.util.Set;

/** The topics whose body is a part of an order or a list of its changes, and where in it the order's id stands. */
final class ShopifyHints {

    private static final Set<String> WITH_ORDER_ID =
            Set.of("refunds/create", "fulfillments/create", "fulfillments/update", "order_transactions/create");
    private static final String EDITED = "orders/edited";
    private static final String RETURNS = "returns/";

    private ShopifyHints() {}

    /**
     * The order to be fetched.
     *
     * @return absent when the topic is none of these
     * @throws NotUnderstoodException when the body does not name the order
     */
    static Optional<String> orderId(String topic, byte[] body) {
        if (WITH_ORDER_ID.contains(topic)) {
            return Optional.of(Document.parse(body).requiredId("order_id"));
        }
        if (topic.equals(EDITED)) {
            return Optional.of(part(Document.parse(body), "order_edit").requiredId("order_id"));
        }
        return topic.startsWith(RETURNS)
                ? Optional.of(part(Document.parse(body), "order").requiredId("id"))
                : Optional.empty();
    }

    private static Document part(Document body, String name) {
        return body.child(name)
                .orElseThrow(() -> new NotUnderstoodException("missing-field", "The body has no " + name));
    }
}
