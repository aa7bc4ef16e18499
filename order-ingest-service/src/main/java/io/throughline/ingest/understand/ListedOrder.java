package io.throughline.ingest.understand;

import io.throughline.backbone.json.Json;
import io.throughline.ingest.store.StoredWebhook;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.OrderKeys;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The body of a webhook that no storefront sent: the storefront listed this order, modified at a time that we had not
 * heard of, or does not list it any more.
 *
 * @param restores whether the order was known as deleted: what is listed is not in the bin
 * @param unlisted whether the shop, asked for all orders of a day, left this one out: should it, asked for this one
 *     order, not know it, then it was deleted. Absent where it was listed.
 */
public record ListedOrder(
        String orderId,
        Instant version,
        boolean restores,
        @Nullable Boolean unlisted) {

    /** One that the shop lists. */
    public ListedOrder(String orderId, Instant version, boolean restores) {
        this(orderId, version, restores, null);
    }

    /** One that the shop should list and does not. */
    public static ListedOrder unlisted(String orderId, Instant version) {
        return new ListedOrder(orderId, version, false, true);
    }

    /** What the storefront's answer means, when it is asked for this order. */
    Meaning answered(Meaning answer) {
        return Boolean.TRUE.equals(unlisted) && answer instanceof Meaning.Missing(var orderKey)
                ? new Meaning.Deletion(orderKey, null)
                : answer;
    }

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
