package io.throughline.ingest.storefront.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.ingest.Fixtures;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.Signatures;
import io.throughline.ingest.storefront.Verdict;
import io.throughline.ingest.storefront.WebhookHeaders;
import io.throughline.ingest.storefront.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopifyStorefrontTest {

    static final byte[] BODY = "{\"id\": 820982911946154508}".getBytes(StandardCharsets.UTF_8);

    final ShopifyStorefront shopify = new ShopifyStorefront();

    @ParameterizedTest
    @ValueSource(strings = {"X-Shopify-Hmac-Sha256", "x-shopify-hmac-sha256", "shopify-hmac-sha256"})
    void believesARequestSignedWithAnyActiveSecret(String header) {
        WebhookRequest request = request(Map.of(header, signature("new secret", BODY)), BODY);

        assertThat(shopify.verify(request, List.of("old secret", "new secret"))).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void knowsTheSignatureOfAnIndependentImplementation() {
        // printf '%s' '{"id": 820982911946154508}' | openssl dgst -sha256 -hmac hush -binary | base64
        WebhookRequest request =
                request(Map.of("X-Shopify-Hmac-Sha256", "uGGfOb+XoECYuM+RY9Y3WocU+ijbVAGZNvXJ58KRFBA="), BODY);

        assertThat(shopify.verify(request, List.of("hush"))).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void refusesABodyThatDiffersByOneByte() {
        byte[] other = "{\"id\": 820982911946154509}".getBytes(StandardCharsets.UTF_8);
        WebhookRequest request = request(Map.of("X-Shopify-Hmac-Sha256", signature("secret", BODY)), other);

        assertThat(shopify.verify(request, List.of("secret"))).isEqualTo(Verdict.WRONG_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64!", "YWJj", "é"})
    void refusesASignatureThatIsNone(String signature) {
        WebhookRequest request = request(Map.of("X-Shopify-Hmac-Sha256", signature), BODY);

        assertThat(shopify.verify(request, List.of("secret"))).isEqualTo(Verdict.WRONG_SIGNATURE);
    }

    @Test
    void refusesAnUnsignedRequest() {
        assertThat(shopify.verify(request(Map.of(), BODY), List.of("secret"))).isEqualTo(Verdict.UNSIGNED);
    }

    @Test
    void takesARetryForTheSameDelivery() {
        Map<String, String> headers = headers("orders/paid", "event-1", "webhook-1");
        Map<String, String> retry = headers("orders/paid", "event-1", "webhook-2");

        assertThat(key(retry, BODY)).isEqualTo(key(headers, BODY));
    }

    @Test
    void keepsTopicsOfOneMerchantActionApart() {
        assertThat(key(headers("orders/fulfilled", "event-1", "webhook-1"), BODY))
                .isNotEqualTo(key(headers("orders/updated", "event-1", "webhook-2"), BODY));
    }

    @Test
    void keepsTwoOrdersOfOneMerchantActionApart() {
        byte[] other = "{\"id\": 2}".getBytes(StandardCharsets.UTF_8);

        assertThat(key(headers("orders/paid", "event-1", "webhook-1"), BODY))
                .isNotEqualTo(key(headers("orders/paid", "event-1", "webhook-1"), other));
    }

    @Test
    void keepsTwoSubscriptionsToOneTopicApart() {
        Map<String, String> named = headers("orders/paid", "event-1", "webhook-1");
        named.put("X-Shopify-Name", "second");

        assertThat(key(named, BODY)).isNotEqualTo(key(headers("orders/paid", "event-1", "webhook-1"), BODY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders/create",
                "orders/updated",
                "orders/paid",
                "orders/cancelled",
                "orders/fulfilled",
                "orders/partially_fulfilled"
            })
    void readsAWholeOrderFromEachTopicThatCarriesOne(String topic) {
        WebhookRequest request =
                request(Map.of("X-Shopify-Topic", topic), Fixtures.body(Fixtures.SHOPIFY_FULL, body -> {}));

        assertThat(shopify.understand(request)).isInstanceOf(Meaning.Snapshot.class);
    }

    @Test
    void readsADeletionWithItsTime() {
        WebhookRequest request = request(
                Map.of("X-Shopify-Topic", "orders/delete", "X-Shopify-Triggered-At", "2026-05-04T08:00:00.123Z"), BODY);

        assertThat(shopify.understand(request))
                .isEqualTo(new Meaning.Deletion(
                        "shopify:demo-shop:820982911946154508", Instant.parse("2026-05-04T08:00:00.123Z")));
    }

    @Test
    void readsWhoWishesToBeErasedAndTellsItNobody() {
        Meaning meaning = shopify.understand(
                request(Map.of("X-Shopify-Topic", "customers/redact"), """
                {"shop_domain": "demo", "customer": {"id": 8209829119461545, "email": "jo@quill.test"},
                 "orders_to_redact": [820982911946154508, "5"]}""".getBytes(StandardCharsets.UTF_8)));

        assertThat(meaning)
                .isEqualTo(
                        new Meaning.Erasure("jo@quill.test", "8209829119461545", List.of("820982911946154508", "5")));
        assertThat(meaning.toString()).doesNotContain("quill");
    }

    @Test
    void leavesAPrivacyRequestToAPersonWhoSeesIt() {
        for (String topic : List.of("customers/data_request", "shop/redact")) {
            assertThat(code(topic)).isEqualTo("privacy-request");
        }
    }

    @Test
    void makesVisibleWhatItCannotUse() {
        assertThat(code("products/update")).isEqualTo("topic-not-supported");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders/edited             | {'order_edit': {'id': 1, 'order_id': 820982911946154508}}",
                "refunds/create            | {'id': 1, 'order_id': 820982911946154508}",
                "fulfillments/create       | {'id': 1, 'order_id': 820982911946154508}",
                "fulfillments/update       | {'id': 1, 'order_id': 820982911946154508}",
                "order_transactions/create | {'id': 1, 'order_id': 820982911946154508}",
                "returns/approve           | {'id': 1, 'order': {'id': 820982911946154508}}"
            },
            quoteCharacter = '"')
    void takesAPartOfAnOrderForAHint(String topic, String body) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

        assertThat(shopify.understand(request(Map.of("X-Shopify-Topic", topic), bytes)))
                .isEqualTo(new Meaning.Hint("shopify:demo-shop:820982911946154508", "820982911946154508", false));
    }

    @Test
    void refusesATextWithANul() {
        byte[] body = Fixtures.body(Fixtures.SHOPIFY_FULL, order -> order.put("note", "a\0b"));

        assertThatThrownBy(() -> shopify.understand(request(Map.of("X-Shopify-Topic", "orders/create"), body)))
                .isInstanceOfSatisfying(
                        NotUnderstoodException.class,
                        reason -> assertThat(reason.code()).isEqualTo("contains-nul"));
    }

    @Test
    void keepsNoSignatureAndNoCookie() {
        assertThat(shopify.keepsHeader("x-shopify-topic")).isTrue();
        assertThat(shopify.keepsHeader("shopify-event-id")).isTrue();
        assertThat(shopify.keepsHeader("x-shopify-hmac-sha256")).isFalse();
        assertThat(shopify.keepsHeader("shopify-hmac-sha256")).isFalse();
        assertThat(shopify.keepsHeader("authorization")).isFalse();
    }

    private String code(String topic) {
        Meaning meaning = shopify.understand(request(Map.of("X-Shopify-Topic", topic), BODY));
        return meaning instanceof Meaning.NotUnderstood reason ? reason.code() : "understood";
    }

    private byte[] key(Map<String, String> headers, byte[] body) {
        return shopify.deliveryKey(request(headers, body)).bytes();
    }

    private static Map<String, String> headers(String topic, String eventId, String webhookId) {
        return new TreeMap<>(
                Map.of("X-Shopify-Topic", topic, "X-Shopify-Event-Id", eventId, "X-Shopify-Webhook-Id", webhookId));
    }

    private static WebhookRequest request(Map<String, String> headers, byte[] body) {
        return new WebhookRequest("demo-shop", new WebhookHeaders(headers), body);
    }

    private static String signature(String secret, byte[] body) {
        return Base64.getEncoder().encodeToString(Signatures.hmac(secret.getBytes(StandardCharsets.UTF_8), body));
    }
}
