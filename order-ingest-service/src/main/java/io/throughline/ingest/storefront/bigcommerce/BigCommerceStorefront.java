package io.throughline.ingest.storefront.bigcommerce;

import io.throughline.ingest.storefront.DeliveryKey;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.OrderKeys;
import io.throughline.ingest.storefront.OrderSource;
import io.throughline.ingest.storefront.Signatures;
import io.throughline.ingest.storefront.StandardWebhooks;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.Verdict;
import io.throughline.ingest.storefront.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** BigCommerce: bodies that only name the order, signed by Standard Webhooks with the app's client secret as it is. */
class BigCommerceStorefront implements Storefront {

    static final String SOURCE = "bigcommerce";

    private static final OrderSource ORDERS = new BigCommerceOrders();
    private static final String ORDERS_SCOPE = "store/order/";
    private static final String SHIPMENTS_SCOPE = "store/shipment/";

    private final StandardWebhooks signatures;

    BigCommerceStorefront(StandardWebhooks signatures) {
        this.signatures = signatures;
    }

    @Override
    public String source() {
        return SOURCE;
    }

    /** Not decoded: BigCommerce's documents encode the secret only because the library they use decodes it again. */
    @Override
    public Verdict verify(WebhookRequest request, List<String> secrets) {
        List<byte[]> keys = secrets.stream()
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .toList();
        return signatures.verify(request, new StandardWebhooks.Keys(keys, List.of()));
    }

    /** The body holds BigCommerce's own hash of the event, the scope and the store. */
    @Override
    public DeliveryKey deliveryKey(WebhookRequest request) {
        return DeliveryKey.of(StandardWebhooks.id(request).orElse(""), Signatures.hash(request.body()));
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
    public Optional<OrderSource> orders() {
        return Optional.of(ORDERS);
    }

    @Override
    public Meaning understand(WebhookRequest request) {
        Document body = Document.parse(request.body());
        String scope = body.requiredText("scope");
        Document data = body.child("data")
                .orElseThrow(() -> new NotUnderstoodException("missing-field", "The body has no object data"));
        if (scope.startsWith(ORDERS_SCOPE + "message/") || scope.startsWith(ORDERS_SCOPE + "metafield/")) {
            return new Meaning.NoOrder("nothing-of-ours");
        }
        if (scope.startsWith(ORDERS_SCOPE)) {
            return hint(request, data.requiredId("id"));
        }
        if (scope.startsWith(SHIPMENTS_SCOPE)) {
            return hint(request, data.requiredId("orderId"));
        }
        return new Meaning.NotUnderstood("topic-not-supported", "No order belongs to this scope; delete the hook");
    }

    private static Meaning hint(WebhookRequest request, String orderId) {
        return new Meaning.Hint(OrderKeys.of(SOURCE, request.shop(), orderId), orderId, false);
    }
}
