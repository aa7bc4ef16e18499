package io.throughline.ingest.storefront.cloudevents;

import io.throughline.ingest.storefront.DeliveryKey;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.Handshake;
import io.throughline.ingest.storefront.LifecycleAnswer;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.OrderKeys;
import io.throughline.ingest.storefront.Signatures;
import io.throughline.ingest.storefront.StandardWebhooks;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.Verdict;
import io.throughline.ingest.storefront.WebhookHeaders;
import io.throughline.ingest.storefront.WebhookRequest;
import io.throughline.ingest.storefront.standard.CanonicalOrders;
import io.throughline.ingest.storefront.standard.StandardSecrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * CloudEvents 1.0 over HTTP with the canonical order as data. CloudEvents has no signature; partners sign the body by
 * Standard Webhooks. What stands in header fields, all attributes of the binary mode, is signed by nobody.
 */
class CloudEventsStorefront implements Storefront {

    static final String SOURCE = "cloudevents";

    private static final String ORIGIN = "[A-Za-z0-9.:\\[\\]_/-]{1,255}";
    private static final String UPDATED = "order.updated";
    private static final String DELETED = "order.deleted";

    private final CanonicalOrders orders;
    private final StandardWebhooks signatures;
    private final int maxBatch;

    /** @param maxBatch events of one request that can be written down */
    CloudEventsStorefront(CanonicalOrders orders, StandardWebhooks signatures, int maxBatch) {
        this.orders = orders;
        this.signatures = signatures;
        this.maxBatch = maxBatch;
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

    /**
     * The validation request of CloudEvents' HTTP webhooks. Every origin is allowed: who may send is decided by the
     * signature. An address to call back, which a sender may name, is never called.
     */
    @Override
    public Optional<LifecycleAnswer> handshake(Handshake request) {
        return request.method().equals("OPTIONS")
                ? request.headers()
                        .first("webhook-request-origin")
                        .filter(origin -> origin.matches(ORIGIN))
                        .map(origin -> new LifecycleAnswer(
                                200, "", Map.of("WebHook-Allowed-Origin", origin, "WebHook-Allowed-Rate", "*")))
                : Optional.empty();
    }

    @Override
    public Verdict verify(WebhookRequest request, List<String> secrets) {
        return signatures.verify(request, StandardSecrets.keys(secrets));
    }

    /** Each event of a batch, as if it had come alone; a batch that is none stays whole, and is not understood. */
    @Override
    public List<WebhookRequest> parts(WebhookRequest request) {
        if (ContentMode.of(request) != ContentMode.BATCH) {
            return List.of(request);
        }
        Map<String, String> values = new TreeMap<>(request.headers().values());
        values.put("content-type", ContentMode.ONE);
        WebhookHeaders headers = new WebhookHeaders(values);
        return Batch.cut(request.body(), maxBatch)
                .map(events -> events.stream()
                        .map(event -> new WebhookRequest(request.shop(), headers, event))
                        .toList())
                .orElse(List.of(request));
    }

    /**
     * Source and id, which are unique by specification, where they are signed. In the binary mode anybody could write
     * the id of the next event over the body of the last: there the body counts as well.
     */
    @Override
    public DeliveryKey deliveryKey(WebhookRequest request) {
        String hash = Signatures.hash(request.body());
        String webhookId = StandardWebhooks.id(request).orElse("");
        return switch (ContentMode.of(request)) {
            case BINARY ->
                DeliveryKey.of(
                        "binary",
                        CloudEvent.attribute(request, "source").orElse(""),
                        CloudEvent.attribute(request, "id").orElse(webhookId),
                        hash);
            case STRUCTURED -> ofEvent(request).orElseGet(() -> DeliveryKey.of("body", webhookId, hash));
            case BATCH, NONE -> DeliveryKey.of("body", webhookId, hash);
        };
    }

    private static Optional<DeliveryKey> ofEvent(WebhookRequest request) {
        try {
            Document event = Document.parse(request.body());
            return event.text("source")
                    .flatMap(source -> event.text("id").map(id -> DeliveryKey.of("event", source, id)));
        } catch (NotUnderstoodException noEvent) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> topic(WebhookRequest request) {
        return CloudEvent.attribute(request, "type");
    }

    @Override
    public boolean keepsHeader(String name) {
        return StandardWebhooks.keeps(name) || name.startsWith(CloudEvent.PREFIX) || name.equals("content-type");
    }

    /** A type may begin with its sender's domain: {@code com.example.order.updated}. */
    @Override
    public Meaning understand(WebhookRequest request) {
        CloudEvent event = CloudEvent.of(request);
        if (("." + event.type()).endsWith("." + UPDATED)) {
            return new Meaning.Snapshot(orders.read(SOURCE, request.shop(), event.data()));
        }
        return ("." + event.type()).endsWith("." + DELETED)
                ? deletion(request.shop(), event)
                : new Meaning.NotUnderstood(
                        "topic-not-supported", "The type is neither order.updated nor order.deleted");
    }

    /** An order that was sent as updated can be sent again as deleted by whoever overheard it: its lines tell. */
    private static Meaning deletion(String shop, CloudEvent event) {
        if (event.data().has("lines")) {
            throw new NotUnderstoodException("invalid-order", "A deletion names its order, and does not hold it");
        }
        return new Meaning.Deletion(OrderKeys.of(SOURCE, shop, event.data().requiredText("sourceOrderId")), event.at());
    }
}
