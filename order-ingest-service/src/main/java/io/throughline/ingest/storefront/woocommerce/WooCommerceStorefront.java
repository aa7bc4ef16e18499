package io.throughline.ingest.storefront.woocommerce;

import io.throughline.ingest.storefront.DeliveryKey;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.LifecycleAnswer;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.OrderKeys;
import io.throughline.ingest.storefront.OrderSource;
import io.throughline.ingest.storefront.Signatures;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.Verdict;
import io.throughline.ingest.storefront.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** WooCommerce: the whole order as it is when the delivery runs, signed over the body alone, and never sent twice. */
@Component
class WooCommerceStorefront implements Storefront {

    static final String SOURCE = "woocommerce";

    private static final String PREFIX = "x-wc-webhook-";
    private static final String SIGNATURE = PREFIX + "signature";
    private static final String TOPIC = PREFIX + "topic";
    private static final String DELETED = "order.deleted";
    private static final String RESTORED = "order.restored";
    private static final Set<String> WHOLE_ORDERS = Set.of("order.created", "order.updated", RESTORED);
    private static final String PING = "webhook_id=[0-9]{1,20}";
    private static final int LONGEST_PING = 40;

    private static final OrderSource ORDERS = new WooOrders();

    @Override
    public String source() {
        return SOURCE;
    }

    /** Sent when the webhook is saved: a form without a signature, which must be answered 200 and nothing else. */
    @Override
    public Optional<LifecycleAnswer> lifecycle(WebhookRequest request) {
        boolean bare = request.headers().first(SIGNATURE).isEmpty()
                && request.headers().first(TOPIC).isEmpty();
        return bare
                        && request.body().length <= LONGEST_PING
                        && new String(request.body(), StandardCharsets.US_ASCII)
                                .strip()
                                .matches(PING)
                ? Optional.of(new LifecycleAnswer(200, "", Map.of()))
                : Optional.empty();
    }

    @Override
    public Verdict verify(WebhookRequest request, List<String> secrets) {
        List<byte[]> keys = secrets.stream().map(WooSecret::key).toList();
        return request.headers()
                .first(SIGNATURE)
                .map(signature -> Signatures.ofBody(request.body(), signature, keys))
                .orElse(Verdict.UNSIGNED);
    }

    /**
     * The body's hash stands for the order's id and its time of change, which are in it. WooCommerce's own delivery id
     * is made of the webhook and the second, so two orders of one second share it; it only keeps deletions apart,
     * which all look alike.
     */
    @Override
    public DeliveryKey deliveryKey(WebhookRequest request) {
        String source = request.headers().first(PREFIX + "source").orElse("");
        String topic = topic(request).orElse("");
        String hash = Signatures.hash(request.body());
        return topic.equals(DELETED)
                ? DeliveryKey.of(
                        source,
                        topic,
                        hash,
                        request.headers().first(PREFIX + "delivery-id").orElse(""))
                : DeliveryKey.of(source, topic, hash);
    }

    @Override
    public Optional<String> topic(WebhookRequest request) {
        return request.headers().first(TOPIC);
    }

    @Override
    public boolean keepsHeader(String name) {
        return name.startsWith(PREFIX) && !name.equals(SIGNATURE);
    }

    @Override
    public Optional<OrderSource> orders() {
        return Optional.of(ORDERS);
    }

    @Override
    public Meaning understand(WebhookRequest request) {
        String topic = topic(request).orElse("");
        if (topic.equals(DELETED)) {
            String id = Document.parse(request.body()).requiredId("id");
            return new Meaning.Deletion(OrderKeys.of(SOURCE, request.shop(), id), null);
        }
        if (!WHOLE_ORDERS.contains(topic)) {
            return new Meaning.NotUnderstood(
                    "topic-not-supported",
                    "No order can be read from a webhook of this topic; delete it in the shop's settings");
        }
        WooOrder order = new WooOrder(request.shop(), Document.parse(request.body()));
        return topic.equals(RESTORED) ? restored(order.pushed()) : order.pushed();
    }

    private static Meaning restored(Meaning meaning) {
        return switch (meaning) {
            case Meaning.Snapshot(var order) -> new Meaning.Restoration(order);
            case Meaning.Hint(var orderKey, var orderId, var restores) -> new Meaning.Hint(orderKey, orderId, true);
            case Meaning.Restoration restoration -> restoration;
            case Meaning.Deletion deletion -> deletion;
            case Meaning.Missing missing -> missing;
            case Meaning.NoOrder none -> none;
            case Meaning.Erasure erasure -> erasure;
            case Meaning.NotUnderstood reason -> reason;
        };
    }
}
