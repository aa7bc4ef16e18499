package io.throughline.ingest.understand;

import io.throughline.backbone.json.Json;
import io.throughline.ingest.store.StoredWebhook;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.OrderKeys;
import java.time.Instant;

/**
 * The body of a webhook that no storefront sent: the storefront listed this order, modified at a time that we had not
 * heard of.
 *
 * @param restores whether the order was known as deleted: what is listed is not in the bin
 */
public record ListedOrder(String orderId, Instant version, boolean restores) {

    public byte[] body() {
        return Json.mapper().writeValueAsBytes(this);
    }

    static ListedOrder of(byte[] body) {
        return Json.mapper().readValue(body, ListedOrder.class);
    }

    /** Nothing of the order but its id is believed: it is fetched. */
    Meaning hint(StoredWebhook webhook) {
        return new Meaning.Hint(OrderKeys.of(webhook.source(), webhook.shop(), orderId), orderId, restores);
    }
}
