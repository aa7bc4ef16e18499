package io.throughline.ingest.receive;

import io.throughline.ingest.store.Receipt;
import io.throughline.ingest.storefront.WebhookRequest;
import java.util.List;
import java.util.random.RandomGenerator;

/** Where no spans are recorded, the sender's span is the one above all that follows; one for all requests. */
record UnrecordedRequest(RandomGenerator random) implements RequestTrace {

    @Override
    public String of(WebhookRequest webhook) {
        return Traceparent.sent(webhook.headers()).orElseGet(() -> Traceparent.begun(random));
    }

    @Override
    public void written(List<Receipt> receipts) {
        // Nothing was recorded.
    }

    @Override
    public void refused(Refusal refusal) {
        // Nothing was recorded.
    }

    @Override
    public void failed(RuntimeException bug) {
        // Nothing was recorded.
    }
}
