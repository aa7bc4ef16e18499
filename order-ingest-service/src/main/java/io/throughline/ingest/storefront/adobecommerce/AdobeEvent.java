package io.throughline.ingest.storefront.adobecommerce;

import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.NotUnderstoodException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An event as Adobe I/O delivers it: either a CloudEvent with {@code type} and {@code data}, or the older shape, in
 * which both stand in {@code event}. What the shop chose to send of its order is in {@code data.value}.
 */
record AdobeEvent(String type, Document value) {

    static AdobeEvent of(Document body) {
        Document event = body.child("event").orElse(body);
        Document value = event.child("data")
                .flatMap(data -> data.child("value"))
                .orElseThrow(() -> new NotUnderstoodException("missing-field", "The body has no object data.value"));
        String type = Stream.of(body, event)
                .flatMap(place -> place.text("type").stream())
                .findFirst()
                .orElseThrow(() -> new NotUnderstoodException("missing-field", "The body has no type"));
        return new AdobeEvent(type, value);
    }

    /** Absent when events of this type are of no order. */
    Optional<String> orderId() {
        if (isOf("sales_order_invoice_", "sales_order_shipment_", "sales_order_creditmemo_")) {
            return Optional.of(value.requiredId("order_id"));
        }
        return isOf("sales_order_save_", "sales.api.order_management.")
                ? Optional.of(value.requiredId("entity_id"))
                : Optional.empty();
    }

    private boolean isOf(String... words) {
        return Stream.of(words).anyMatch(type::contains);
    }
}
