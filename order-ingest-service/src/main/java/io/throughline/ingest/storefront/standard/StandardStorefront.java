package io.throughline.ingest.storefront.standard;

import io.throughline.ingest.storefront.DeliveryKey;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.OrderKeys;
import io.throughline.ingest.storefront.StandardWebhooks;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.Verdict;
import io.throughline.ingest.storefront.WebhookRequest;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Any shop that signs by the Standard Webhooks specification and sends the canonical order. */
class StandardStorefront implements Storefront {

    static final String SOURCE = "standard";

    private final CanonicalOrders orders;
    private final StandardWebhooks signatures;

    StandardStorefront(CanonicalOrders orders, StandardWebhooks signatures) {
        this.orders = orders;
        this.signatures = signatures;
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public boolean heedsTooManyRequests() {
        return true;
    }

    @Override
    public Optional<String> complaintAbout(String secret) {
        return StandardSecrets.complaintAbout(secret);
    }

    @Override
    public Verdict verify(WebhookRequest request, List<String> secrets) {
        return signatures.verify(request, StandardSecrets.keys(secrets));
    }

    @Override
    public DeliveryKey deliveryKey(WebhookRequest request) {
        return DeliveryKey.of("id", StandardWebhooks.id(request).orElse(""));
    }

    /** Stands in the body, which is not read before it is written down. */
    @Override
    public Optional<String> topic(WebhookRequest request) {
        return Optional.empty();
    }

    @Override
    public boolean keepsHeader(String name) {
        return StandardWebhooks.keeps(name);
    }

    @Override
    public Meaning understand(WebhookRequest request) {
        Document body = Document.parse(request.body());
        return switch (body.requiredText("type")) {
            case "order.updated" -> new Meaning.Snapshot(orders.read(SOURCE, request.shop(), data(body)));
            case "order.deleted" ->
                new Meaning.Deletion(
                        OrderKeys.of(SOURCE, request.shop(), data(body).requiredText("sourceOrderId")),
                        body.time("timestamp").map(OffsetDateTime::toInstant).orElse(null));
            default ->
                new Meaning.NotUnderstood("topic-not-supported", "The type is neither order.updated nor order.deleted");
        };
    }

    private static Document data(Document body) {
        return body.child("data")
                .orElseThrow(() -> new NotUnderstoodException("missing-field", "The body has no object data"));
    }
}
