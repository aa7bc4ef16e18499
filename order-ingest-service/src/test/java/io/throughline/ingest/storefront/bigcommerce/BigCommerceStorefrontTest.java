package io.throughline.ingest.storefront.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.Signatures;
import io.throughline.ingest.storefront.StandardWebhooks;
import io.throughline.ingest.storefront.Verdict;
import io.throughline.ingest.storefront.WebhookHeaders;
import io.throughline.ingest.storefront.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BigCommerceStorefrontTest {

    static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");
    static final String SECRET = "3ac1…not base64 at all";

    final BigCommerceStorefront bigCommerce =
            new BigCommerceStorefront(new StandardWebhooks(Duration.ofHours(24), Clock.fixed(NOW, ZoneOffset.UTC)));

    @Test
    void takesTheClientSecretAsItIsForTheKey() {
        assertThat(bigCommerce.verify(signed("msg_1", NOW, "{}"), List.of("other", SECRET)))
                .isEqualTo(Verdict.GENUINE);
        assertThat(bigCommerce.verify(signed("msg_1", NOW, "{}"), List.of("other")))
                .isEqualTo(Verdict.WRONG_SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource({"-86401, STALE_TIMESTAMP", "-86400, GENUINE", "86400, GENUINE", "86401, STALE_TIMESTAMP"})
    void believesARetryOfYesterday(long seconds, Verdict verdict) {
        assertThat(bigCommerce.verify(signed("msg_1", NOW.plusSeconds(seconds), "{}"), List.of(SECRET)))
                .isEqualTo(verdict);
    }

    @Test
    void takesARetryForTheSameDeliveryAndAnotherEventForAnother() {
        byte[] first = key(signed("msg_1", NOW, "{\"hash\":\"a\"}"));

        assertThat(key(signed("msg_1", NOW.plusSeconds(60), "{\"hash\":\"a\"}")))
                .isEqualTo(first);
        assertThat(key(signed("msg_1", NOW, "{\"hash\":\"b\"}"))).isNotEqualTo(first);
        assertThat(key(signed("msg_2", NOW, "{\"hash\":\"a\"}"))).isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "store/order/created, id",
        "store/order/updated, id",
        "store/order/archived, id",
        "store/order/statusUpdated, id",
        "store/order/refund/created, id",
        "store/order/transaction/created, id",
        "store/shipment/created, orderId",
        "store/shipment/deleted, orderId"
    })
    void hintsAtTheOrder(String scope, String field) {
        String data = "\"type\":\"x\",\"id\":7,\"" + field + "\":9007199254740997";

        assertThat(understand(scope, field.equals("id") ? "\"id\":9007199254740997" : data))
                .isEqualTo(new Meaning.Hint("bigcommerce:tea-house:9007199254740997", "9007199254740997", false));
    }

    @Test
    void ignoresWhatIsNoPartOfAnOrderAndMakesTheRestVisible() {
        assertThat(understand("store/order/message/created", "\"id\":1"))
                .isEqualTo(new Meaning.NoOrder("nothing-of-ours"));
        assertThat(understand("store/product/updated", "\"id\":1")).isInstanceOf(Meaning.NotUnderstood.class);
    }

    @Test
    void knowsNoOrderWhereBigCommerceKnowsNone() {
        assertThat(new BigCommerceOrders().fetch("tea-house", "1", path -> Optional.empty()))
                .isEqualTo(new Meaning.Missing("bigcommerce:tea-house:1"));
    }

    private Meaning understand(String scope, String data) {
        String body = "{\"scope\":\"" + scope + "\",\"store_id\":\"1\",\"data\":{" + data + "},\"hash\":\"h\"}";
        return bigCommerce.understand(signed("msg_1", NOW, body));
    }

    private byte[] key(WebhookRequest request) {
        return bigCommerce.deliveryKey(request).bytes();
    }

    private static WebhookRequest signed(String id, Instant at, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] prefix = (id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
        byte[] signature = Signatures.hmac(SECRET.getBytes(StandardCharsets.UTF_8), prefix, bytes);
        return new WebhookRequest(
                "tea-house",
                new WebhookHeaders(Map.of(
                        "webhook-id",
                        id,
                        "webhook-timestamp",
                        String.valueOf(at.getEpochSecond()),
                        "webhook-signature",
                        "v1," + Base64.getEncoder().encodeToString(signature))),
                bytes);
    }
}
