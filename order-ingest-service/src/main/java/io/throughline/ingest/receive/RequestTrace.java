package io.throughline.ingest.receive;

import io.throughline.ingest.store.Receipt;
import io.throughline.ingest.storefront.WebhookRequest;
import java.util.List;

/** The traces of one request's webhooks: each has one of its own, unless the sender began one for all of them. */
interface RequestTrace {

    /** W3C trace context of a webhook, which names what happens below it. */
    String of(WebhookRequest webhook);

    /**
     * All of them are committed.
     *
     * @param receipts in the order in which the webhooks were asked about
     */
    void written(List<Receipt> receipts);

    /** They may not be. */
    void refused(Refusal refusal);

    /** They were to be, and nobody knows why they are not. */
    void failed(RuntimeException bug);
}
