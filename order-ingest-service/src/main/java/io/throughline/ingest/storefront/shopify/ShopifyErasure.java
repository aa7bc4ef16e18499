package io.throughline.ingest.storefront.shopify;

import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.NotUnderstoodException;
import java.util.Optional;

/** {@code customers/redact}: the customer, and the ids of orders that the shop wants redacted. */
final class ShopifyErasure {

    private ShopifyErasure() {}

    /** @throws NotUnderstoodException when it names nobody and nothing */
    static Meaning of(Document body) {
        Optional<Document> customer = body.child("customer");
        Meaning.Erasure erasure = new Meaning.Erasure(
                customer.flatMap(person -> person.text("email")).orElse(null),
                customer.flatMap(person -> person.id("id")).orElse(null),
                body.node()
                        .path("orders_to_redact")
                        .valueStream()
                        .filter(id -> id.isIntegralNumber() || id.isString())
                        .map(id -> id.isString()
                                ? id.stringValue()
                                : id.bigIntegerValue().toString())
                        .toList());
        if (erasure.email() == null
                && erasure.customerId() == null
                && erasure.orderIds().isEmpty()) {
            throw new NotUnderstoodException("missing-field", "The body names neither a customer nor an order");
        }
        return erasure;
    }
}
