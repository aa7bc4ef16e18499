package io.throughline.ingest.storefront.shopify;

import io.throughline.ingest.storefront.DeliveryKey;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.OrderKeys;
import io.throughline.ingest.storefront.OrderSource;
import io.throughline.ingest.storefront.Signatures;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.Verdict;
import io.throughline.ingest.storefront.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shopify: whole orders in most order topics, signed with the app's client secret over the body alone. */
@Component
class ShopifyStorefront implements Storefront {

    static final String SOURCE = "shopify";

    private static final Set<String> WHOLE_ORDERS = Set.of(
            "orders/create",
            "orders/updated",
            "orders/paid",
            "orders/cancelled",
            "orders/fulfilled",
            "orders/partially_fulfilled");

    /** What a person has a right to; Shopify sends it to every app, and waits 30 days. */
    private static final String ERASURE = "customers/redact";

    /** Likewise, and somebody has to see to it. */
    private static final Set<String> PRIVACY = Set.of("customers/data_request", "shop/redact");

    private static final OrderSource ORDERS = new ShopifyOrders();

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public boolean heedsTooManyRequests() {
        return true;
    }

    @Override
    public Verdict verify(WebhookRequest request, List<String> secrets) {
        List<byte[]> keys = secrets.stream()
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .toList();
        return ShopifyHeaders.of(request.headers())
                .signature()
                .map(signature -> Signatures.ofBody(request.body(), signature, keys))
                .orElse(Verdict.UNSIGNED);
    }

    /**
     * The event id alone is shared by the topics of one merchant action, and whether by several orders Shopify does not
     * say; a retry always repeats the original body, so the body's hash can only tell apart what is different.
     */
    @Override
    public DeliveryKey deliveryKey(WebhookRequest request) {
        ShopifyHeaders headers = ShopifyHeaders.of(request.headers());
        String topic = headers.topic().orElse("");
        String name = headers.subscription().orElse("");
        String hash = Signatures.hash(request.body());
        return headers.eventId()
                .map(id -> DeliveryKey.of("event", topic, id, name, hash))
                .or(() -> headers.webhookId().map(id -> DeliveryKey.of("webhook", topic, id, name, hash)))
                .orElseGet(() -> DeliveryKey.of("body", topic, name, hash));
    }

    @Override
    public Optional<String> topic(WebhookRequest request) {
        return ShopifyHeaders.of(request.headers()).topic();
    }

    @Override
    public boolean keepsHeader(String name) {
        return ShopifyHeaders.keeps(name);
    }

    @Override
    public Optional<OrderSource> orders() {
        return Optional.of(ORDERS);
    }

    @Override
    public Meaning understand(WebhookRequest request) {
        ShopifyHeaders headers = ShopifyHeaders.of(request.headers());
        String topic = headers.topic().orElse("");
        if (WHOLE_ORDERS.contains(topic)) {
            return new Meaning.Snapshot(new ShopifyOrder(request.shop(), Document.parse(request.body())).map());
        }
        if (topic.equals("orders/delete")) {
            return deletion(request, headers);
        }
        if (topic.equals(ERASURE)) {
            return ShopifyErasure.of(Document.parse(request.body()));
        }
        if (PRIVACY.contains(topic)) {
            return new Meaning.NotUnderstood(
                    "privacy-request", topic + ": somebody has to act on it by hand, as docs/privacy.md says");
        }
        return ShopifyHints.orderId(topic, request.body())
                .<Meaning>map(id -> new Meaning.Hint(OrderKeys.of(SOURCE, request.shop(), id), id, false))
                .orElseGet(() -> new Meaning.NotUnderstood(
                        "topic-not-supported",
                        "No order can be read from a webhook of this topic; unsubscribe from it"));
    }

    private static Meaning deletion(WebhookRequest request, ShopifyHeaders headers) {
        Document body = Document.parse(request.body());
        String orderKey = OrderKeys.of(SOURCE, request.shop(), body.requiredId("id"));
        return new Meaning.Deletion(orderKey, instant(headers.triggeredAt().orElse(null)));
    }

    /** Unsigned and only informative: what makes no sense counts as absent. */
    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException malformed) {
            return null;
        }
    }
}
