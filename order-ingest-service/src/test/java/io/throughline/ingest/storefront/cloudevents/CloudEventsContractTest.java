package io.throughline.ingest.storefront.cloudevents;

import static io.throughline.ingest.storefront.ContractJson.bytes;

import io.throughline.events.order.Order;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.storefront.CanonicalWishes;
import io.throughline.ingest.storefront.DeliveryKey;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.StandardSigner;
import io.throughline.ingest.storefront.StandardWebhooks;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.StorefrontContract;
import io.throughline.ingest.storefront.WebhookHeaders;
import io.throughline.ingest.storefront.WebhookRequest;
import io.throughline.ingest.storefront.standard.CanonicalOrders;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CloudEventsContractTest implements StorefrontContract {

    static final String STRUCTURED = "application/cloudevents+json; charset=utf-8";

    final CloudEventsStorefront cloudEvents = storefrontForTests();

    static CloudEventsStorefront storefrontForTests() {
        return new CloudEventsStorefront(
                new CanonicalOrders(), new StandardWebhooks(Duration.ofMinutes(5), StandardSigner.CLOCK), 3);
    }

    @Override
    public Storefront storefront() {
        return cloudEvents;
    }

    @Override
    public String secret(String name) {
        return "whsec_" + Base64.getEncoder().encodeToString(key(name));
    }

    private static byte[] key(String name) {
        return DeliveryKey.of(name).bytes();
    }

    @Override
    public byte[] body() {
        return event("1", Fixtures.tree(Fixtures.CANONICAL));
    }

    static byte[] event(String id, JsonNode data) {
        return bytes(Map.of("specversion", "1.0", "id", id, "source", "/shop", "type", "order.updated", "data", data));
    }

    @Override
    public WebhookRequest signed(String secret, byte[] body) {
        return signed(STRUCTURED, Map.of(), Base64.getDecoder().decode(secret.substring("whsec_".length())), body);
    }

    static WebhookRequest signed(String contentType, Map<String, String> attributes, byte[] key, byte[] body) {
        Map<String, String> headers =
                new TreeMap<>(StandardSigner.headers("msg_1", key, StandardSigner.CLOCK.instant(), body));
        headers.put("Content-Type", contentType);
        headers.putAll(attributes);
        return new WebhookRequest("tea-house", new WebhookHeaders(headers), body);
    }

    @Override
    public List<WebhookRequest> neverTheSame() {
        byte[] key = key(NEW_SECRET);
        byte[] order = bytes(Fixtures.tree(Fixtures.CANONICAL));
        byte[] other = Fixtures.body(Fixtures.CANONICAL, json -> json.put("sourceOrderId", "other"));
        return List.of(
                signed(STRUCTURED, Map.of(), key, event("1", Fixtures.tree(Fixtures.CANONICAL))),
                signed(STRUCTURED, Map.of(), key, event("2", Fixtures.tree(Fixtures.CANONICAL))),
                signed("application/json", binary("1"), key, order),
                signed("application/json", binary("2"), key, order),
                signed("application/json", binary("1"), key, other));
    }

    static Map<String, String> binary(String id) {
        return Map.of("ce-specversion", "1.0", "ce-id", id, "ce-source", "/shop", "ce-type", "order.updated");
    }

    @Override
    public Optional<Order> order(Wish wish) {
        if (wish instanceof Wish.Fetched) {
            return Optional.empty();
        }
        ObjectNode order = Fixtures.tree(Fixtures.CANONICAL);
        CanonicalWishes.change(order, wish);
        WebhookRequest request = signed("application/json", binary("1"), key(NEW_SECRET), bytes(order));
        return cloudEvents.understand(request) instanceof Meaning.Snapshot(var mapped)
                ? Optional.of(mapped)
                : Optional.empty();
    }
}
