package io.throughline.ingest.storefront.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.ingest.Fixtures;
import io.throughline.ingest.storefront.LifecycleAnswer;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.Signatures;
import io.throughline.ingest.storefront.Verdict;
import io.throughline.ingest.storefront.WebhookHeaders;
import io.throughline.ingest.storefront.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WooCommerceStorefrontTest {

    static final byte[] BODY = "{\"id\":5012}".getBytes(StandardCharsets.UTF_8);
    static final String DELIVERY_ID = "0f1e2d3c4b5a";

    final WooCommerceStorefront woo = new WooCommerceStorefront();

    @Test
    void knowsTheSignatureOfAnIndependentImplementation() {
        // printf '%s' '{"id":5012}' | openssl dgst -sha256 -hmac 'a&b' -binary | base64
        WebhookRequest request = signed("order.deleted", "+9JFM//DZedtZ+M+QAwz0SjQ2gxbV7PJcel8ThAeCfs=", BODY);

        assertThat(woo.verify(request, List.of("a&amp;b"))).isEqualTo(Verdict.GENUINE);
        assertThat(woo.verify(request, List.of("a&b"))).isEqualTo(Verdict.GENUINE);
    }

    @ParameterizedTest
    @CsvSource({
        "a&lt;b, a<b",
        "a&#039;b, a'b",
        "a&#x27;b, a'b",
        "a&#0060;b, a<b",
        "a&#x003E;b, a>b",
        "&quot;, '\"'",
        "&amp;lt;, &lt;",
        "&eacute;&#40;&amp, &eacute;&#40;&amp"
    })
    void decodesASecretAsWordPressDoes(String secret, String key) {
        assertThat(new String(WooSecret.key(secret), StandardCharsets.UTF_8)).isEqualTo(key);
    }

    @Test
    void answersThePingThatComesWithoutASignature() {
        byte[] ping = "webhook_id=17".getBytes(StandardCharsets.UTF_8);

        assertThat(woo.lifecycle(request(Map.of("Content-Type", "application/x-www-form-urlencoded"), ping)))
                .hasValue(new LifecycleAnswer(200, "", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook_id=", "webhook_id=1&id=2", "{\"id\":1}", ""})
    void takesNothingElseForAPing(String body) {
        assertThat(woo.lifecycle(request(Map.of(), body.getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }

    @Test
    void takesNoDeliveryForAPing() {
        byte[] ping = "webhook_id=17".getBytes(StandardCharsets.UTF_8);

        assertThat(woo.lifecycle(request(Map.of("X-WC-Webhook-Topic", "order.created"), ping)))
                .isEmpty();
    }

    @Test
    void keepsTwoOrdersOfOneSecondApartThoughTheyShareTheDeliveryId() {
        byte[] other = "{\"id\":5013}".getBytes(StandardCharsets.UTF_8);

        assertThat(key("order.updated", DELIVERY_ID, BODY)).isNotEqualTo(key("order.updated", DELIVERY_ID, other));
    }

    @Test
    void takesTheSameOrderForTheSameDeliveryWhateverItsDeliveryId() {
        assertThat(key("order.updated", DELIVERY_ID, BODY)).isEqualTo(key("order.updated", "another", BODY));
        assertThat(key("order.updated", DELIVERY_ID, BODY)).isNotEqualTo(key("order.created", DELIVERY_ID, BODY));
    }

    @Test
    void keepsTwoDeletionsOfOneOrderApart() {
        assertThat(key("order.deleted", DELIVERY_ID, BODY)).isNotEqualTo(key("order.deleted", "another", BODY));
    }

    @Test
    void readsADeletion() {
        assertThat(woo.understand(signed("order.deleted", "", BODY)))
                .isEqualTo(new Meaning.Deletion("woocommerce:tea-house:5012", null));
    }

    @Test
    void readsAnOrderThatCameBackFromTheBin() {
        byte[] whole = Fixtures.body(Fixtures.WOOCOMMERCE, body -> {});
        byte[] refunded = Fixtures.body(
                Fixtures.WOOCOMMERCE,
                body -> body.putArray("refunds").addObject().put("id", 1).put("total", "-1.00"));

        assertThat(woo.understand(signed("order.restored", "", whole))).isInstanceOf(Meaning.Restoration.class);
        assertThat(woo.understand(signed("order.restored", "", refunded)))
                .isEqualTo(new Meaning.Hint("woocommerce:tea-house:9007199254740995", "9007199254740995", true));
        assertThat(woo.understand(signed("order.updated", "", whole))).isInstanceOf(Meaning.Snapshot.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"product.updated", "action.woocommerce_add_to_cart", ""})
    void makesVisibleATopicItCannotUse(String topic) {
        assertThat(woo.understand(signed(topic, "", BODY)))
                .isInstanceOfSatisfying(
                        Meaning.NotUnderstood.class,
                        reason -> assertThat(reason.code()).isEqualTo("topic-not-supported"));
    }

    @Test
    void keepsNoSignatureAndNoCookie() {
        assertThat(woo.keepsHeader("x-wc-webhook-topic")).isTrue();
        assertThat(woo.keepsHeader("x-wc-webhook-signature")).isFalse();
        assertThat(woo.keepsHeader("cookie")).isFalse();
    }

    @Test
    void refusesATamperedBody() {
        String signature =
                Base64.getEncoder().encodeToString(Signatures.hmac("s".getBytes(StandardCharsets.UTF_8), BODY));

        assertThat(woo.verify(
                        signed("order.deleted", signature, "{\"id\":5013}".getBytes(StandardCharsets.UTF_8)),
                        List.of("s")))
                .isEqualTo(Verdict.WRONG_SIGNATURE);
        assertThat(woo.verify(request(Map.of(), BODY), List.of("s"))).isEqualTo(Verdict.UNSIGNED);
    }

    private byte[] key(String topic, String deliveryId, byte[] body) {
        return woo.deliveryKey(request(
                        Map.of(
                                "X-WC-Webhook-Topic", topic,
                                "X-WC-Webhook-Source", "https://tea.example/",
                                "X-WC-Webhook-Delivery-ID", deliveryId),
                        body))
                .bytes();
    }

    private static WebhookRequest signed(String topic, String signature, byte[] body) {
        return request(Map.of("X-WC-Webhook-Topic", topic, "X-WC-Webhook-Signature", signature), body);
    }

    private static WebhookRequest request(Map<String, String> headers, byte[] body) {
        return new WebhookRequest("tea-house", new WebhookHeaders(headers), body);
    }
}
