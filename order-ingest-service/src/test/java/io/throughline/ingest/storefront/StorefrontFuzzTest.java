package io.throughline.ingest.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.json.Json;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.IngestProperties;
import io.throughline.ingest.Mutations;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every parser of every storefront, given what a broken or hostile sender may send: the same in every run. */
class StorefrontFuzzTest {

    static final int ROUNDS = 600;

    static final Map<String, Storefront> STOREFRONTS = storefronts();

    /**
     * A webhook that is understood.
     *
     * @param fetched the parts that the storefront's API would answer, by the beginning of the path; empty where it has
     *     none
     */
    record Sample(
            String source, String secret, Map<String, String> headers, ObjectNode body, Map<String, JsonNode> fetched) {

        @Override
        public String toString() {
            return source + " " + headers.values();
        }
    }

    static Stream<Sample> samples() {
        return Stream.of(
                shopify("orders/updated"),
                shopify("orders/delete"),
                shopify("refunds/create"),
                new Sample(
                        "woocommerce",
                        "secret",
                        Map.of("x-wc-webhook-topic", "order.updated", "x-wc-webhook-signature", "AAAA"),
                        Fixtures.tree(Fixtures.WOOCOMMERCE),
                        Map.of(
                                "/orders/1/refunds",
                                Fixtures.tree("/woocommerce/refunds.json").get("refunds"),
                                "/orders/1",
                                Fixtures.tree(Fixtures.WOOCOMMERCE))),
                new Sample("bigcommerce", "secret", standard(), ContractJson.json("""
                        {'scope': 'store/order/created', 'store_id': '1', 'data': {'type': 'order', 'id': 250},
                         'hash': 'abc', 'created_at': 1777881600, 'producer': 'stores/abc'}
                        """), bigcommerce()),
                new Sample(
                        "adobecommerce",
                        "0123456789abcdef",
                        Map.of(
                                "x-adobe-digital-signature-1", "AAAA",
                                "x-adobe-public-key1-path", "/prod/keys/none.pem"),
                        ContractJson.json("""
                                {'type': 'com.adobe.commerce.observer.sales_order_save_commit_after', 'event_id': '1',
                                 'data': {'value': {'entity_id': 1}}, 'recipient_client_id': '0123456789abcdef'}
                                """),
                        Map.of(
                                "/orders/1",
                                Fixtures.tree("/adobecommerce/order.json").get("order"),
                                "/creditmemos",
                                Fixtures.tree("/adobecommerce/order.json").get("memos"))),
                new Sample("standard", SHARED, standard(), canonical(), Map.of()),
                new Sample("cloudevents", SHARED, cloudEvents("application/cloudevents+json"), canonical(), Map.of()),
                new Sample(
                        "cloudevents",
                        SHARED,
                        cloudEvents("application/json"),
                        Fixtures.tree(Fixtures.CANONICAL),
                        Map.of()));
    }

    static final String SHARED = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private static Sample shopify(String topic) {
        ObjectNode order = Fixtures.tree(Fixtures.SHOPIFY_FULL);
        return new Sample(
                "shopify",
                "secret",
                Map.of(
                        "x-shopify-topic", topic,
                        "x-shopify-event-id", "1",
                        "x-shopify-triggered-at", "2026-05-04T08:00:00Z",
                        "x-shopify-hmac-sha256", "AAAA"),
                order.put("order_id", 1),
                Map.of("/orders/1.json", Json.mapper().createObjectNode().set("order", order)));
    }

    private static Map<String, String> standard() {
        return Map.of(
                StandardWebhooks.ID, "msg_1",
                StandardWebhooks.TIMESTAMP, "1777881600",
                StandardWebhooks.SIGNATURE, "v1,AAAA v1a,AAAA");
    }

    private static Map<String, String> cloudEvents(String contentType) {
        Map<String, String> headers = new TreeMap<>(standard());
        headers.put("content-type", contentType);
        headers.put("ce-specversion", "1.0");
        headers.put("ce-type", "order.updated");
        headers.put("ce-source", "/shop");
        headers.put("ce-id", "1");
        headers.put("ce-time", "2026-05-04T08:00:00Z");
        return headers;
    }

    private static ObjectNode canonical() {
        ObjectNode body = Json.mapper()
                .createObjectNode()
                .put("type", "order.updated")
                .put("specversion", "1.0")
                .put("source", "/shop")
                .put("id", "1");
        body.set("data", Fixtures.tree(Fixtures.CANONICAL));
        return body;
    }

    private static Map<String, JsonNode> bigcommerce() {
        ObjectNode parts = Fixtures.tree("/bigcommerce/order.json");
        return Map.of(
                "/v2/orders/1?", parts.get("order"),
                "/v2/orders/1/products", parts.get("products"),
                "/v2/orders/1/coupons", parts.get("coupons"),
                "/v2/orders/1/taxes", parts.get("taxes"),
                "/v2/orders/1/shipping_addresses", parts.get("addresses"),
                "/v3/orders/1/payment_actions/refunds",
                        Json.mapper().createObjectNode().set("data", parts.get("refunds")),
                "/v3/orders/1/transactions", Json.mapper().createObjectNode().set("data", parts.get("transactions")));
    }

    @Test
    void knowsAWebhookOfEveryStorefront() {
        assertThat(samples().map(Sample::source)).containsAll(STOREFRONTS.keySet());
        assertThat(samples()).allSatisfy(sample -> {
            WebhookRequest request = request(sample.headers(), bytes(sample.body()));
            assertThat(storefront(sample).understand(request)).isNotInstanceOf(Meaning.NotUnderstood.class);
        });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsAnyHeadersWithoutAnException(Sample sample) {
        Mutations mutations = new Mutations(11);
        Storefront storefront = storefront(sample);
        byte[] body = bytes(sample.body());
        for (int round = 0; round < ROUNDS; round++) {
            WebhookRequest request = request(mutations.headers(sample.headers()), body);

            assertThat(storefront.verify(request, List.of(sample.secret()))).isNotEqualTo(Verdict.GENUINE);
            assertThat(storefront.deliveryKey(request).bytes()).hasSize(32);
            assertThat(storefront.topic(request)).isNotNull();
            assertThat(storefront.lifecycle(request)).isEmpty();
            assertThat(understands(sample, request)).isIn(true, false);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void understandsAnyBodyOrSaysWhyNot(Sample sample) {
        Mutations mutations = new Mutations(12);
        byte[] sound = bytes(sample.body());
        int understood = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] body = round % 3 == 0 ? mutations.bytes(sound) : mutations.json(sample.body());
            understood += understands(sample, request(sample.headers(), body)) ? 1 : 0;
        }

        assertThat(understood).isBetween(1, ROUNDS - 1);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsAnyAnswerOfTheShopOrSaysWhyNot(Sample sample) {
        Mutations mutations = new Mutations(13);
        Optional<OrderSource> orders = storefront(sample).orders();
        assertThat(orders.isPresent()).isEqualTo(!sample.fetched().isEmpty());
        for (int round = 0; round < ROUNDS && orders.isPresent(); round++) {
            assertThat(fetches(orders.get(), path -> mutated(sample, path, mutations)))
                    .isIn(true, false);
        }
    }

    private static Optional<byte[]> mutated(Sample sample, String path, Mutations mutations) {
        return sample.fetched().entrySet().stream()
                .filter(entry -> (path + "?").startsWith(entry.getKey()))
                .max((one, other) ->
                        Integer.compare(one.getKey().length(), other.getKey().length()))
                .map(entry -> mutated(entry.getValue(), mutations));
    }

    private static byte[] mutated(JsonNode sound, Mutations mutations) {
        return switch (mutations.below(4)) {
            case 0 -> bytes(sound);
            case 1 -> mutations.bytes(bytes(sound));
            default -> {
                ObjectNode wrapped = Json.mapper().createObjectNode();
                wrapped.set("it", sound);
                yield bytes(Json.mapper().readTree(mutations.json(wrapped)).path("it"));
            }
        };
    }

    private static boolean fetches(OrderSource orders, OrderCalls calls) {
        try {
            return orders.fetch("tea-house", "1", calls) != null;
        } catch (NotUnderstoodException said) {
            return false;
        }
    }

    private static boolean understands(Sample sample, WebhookRequest request) {
        try {
            return !(storefront(sample).understand(request) instanceof Meaning.NotUnderstood);
        } catch (NotUnderstoodException said) {
            return false;
        }
    }

    private static WebhookRequest request(Map<String, String> headers, byte[] body) {
        return new WebhookRequest("tea-house", new WebhookHeaders(headers), body);
    }

    private static Storefront storefront(Sample sample) {
        return Optional.ofNullable(STOREFRONTS.get(sample.source())).orElseThrow();
    }

    private static byte[] bytes(JsonNode json) {
        return Json.mapper().writeValueAsBytes(json);
    }

    /** All that are beans, so that a new one is held to this at once. */
    private static Map<String, Storefront> storefronts() {
        IngestProperties defaults = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("throughline.ingest", IngestProperties.class);
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(IngestProperties.class, () -> defaults);
            context.registerBean(Clock.class, () -> StandardSigner.CLOCK);
            context.scan("io.throughline.ingest.storefront");
            context.refresh();
            return context.getBeansOfType(Storefront.class).values().stream()
                    .collect(Collectors.toMap(Storefront::source, storefront -> storefront));
        }
    }
}
