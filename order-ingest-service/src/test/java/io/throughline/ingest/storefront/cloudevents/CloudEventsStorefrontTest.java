package io.throughline.ingest.storefront.cloudevents;

import static io.throughline.ingest.storefront.ContractJson.bytes;
import static io.throughline.ingest.storefront.ContractJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.ingest.Fixtures;
import io.throughline.ingest.storefront.Handshake;
import io.throughline.ingest.storefront.LifecycleAnswer;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.NotUnderstoodException;
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
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsStorefrontTest {

    static final byte[] KEY = new byte[32];
    static final byte[] ORDER = bytes(Fixtures.tree(Fixtures.CANONICAL));

    final CloudEventsStorefront storefront = CloudEventsContractTest.storefrontForTests();

    @Test
    void understandsTheSameOrderInEveryMode() {
        byte[] event = CloudEventsContractTest.event("1", Fixtures.tree(Fixtures.CANONICAL));
        byte[] packed = bytes(Map.of(
                "specversion", "1.0",
                "id", "1",
                "source", "/shop",
                "type", "com.example.order.updated",
                "data_base64", Base64.getEncoder().encodeToString(ORDER)));

        Meaning structured = storefront.understand(structured(event));

        assertThat(structured).isInstanceOf(Meaning.Snapshot.class);
        assertThat(storefront.understand(structured(packed))).isEqualTo(structured);
        assertThat(storefront.understand(binary("order.updated", ORDER))).isEqualTo(structured);
        assertThat(storefront.parts(batch("[" + text(event) + "]")))
                .singleElement()
                .satisfies(part -> assertThat(storefront.understand(part)).isEqualTo(structured));
    }

    @Test
    void cutsABatchByteForByteAndKnowsEachEventAsIfItHadComeAlone() {
        String first = "{\"specversion\" : \"1.0\",\"id\":\"1\", \"source\":\"/s\",\"x\":[{}, \"}]\"]}";
        String second = "{\"specversion\":\"1.0\",\"id\":\"2\",\"source\":\"/s\",\"text\":\"\u00e9\uD83E\uDED6\"}";

        List<WebhookRequest> parts = storefront.parts(batch(" [" + first + " ,\n" + second + "] "));

        assertThat(parts).extracting(part -> text(part.body())).containsExactly(first, second);
        assertThat(storefront.deliveryKey(parts.get(1)).bytes())
                .isEqualTo(storefront
                        .deliveryKey(structured(second.getBytes(StandardCharsets.UTF_8)))
                        .bytes())
                .isNotEqualTo(storefront.deliveryKey(parts.get(0)).bytes());
        assertThat(storefront.parts(batch("[]"))).isEmpty();
    }

    @Test
    void cutsNoMoreOfALongBatchThanTellsThatItIsTooLong() {
        assertThat(storefront.parts(batch("[{},{},{}]"))).hasSize(3);
        assertThat(storefront.parts(batch("[" + "{},".repeat(10_000) + "{}]"))).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[{}", "[{},1]", "[{}]]", "[{\"a\":1,\"a\":2}]", "nothing", ""})
    void leavesWhatIsNoBatchWhole(String body) {
        WebhookRequest request = batch(body);

        assertThat(storefront.parts(request)).containsExactly(request);
        assertThatExceptionOfType(NotUnderstoodException.class).isThrownBy(() -> storefront.understand(request));
    }

    @Test
    void deletesAnOrderThatIsNamedAndNeverOneThatIsThere() {
        byte[] named = bytes(json("{'sourceOrderId': 'A-1'}"));

        assertThat(storefront.understand(binary("order.deleted", named)))
                .isEqualTo(new Meaning.Deletion("cloudevents:tea-house:A-1", Instant.parse("2026-05-04T08:00:00Z")));
        // the type is a header field, which nobody signed
        assertThatExceptionOfType(NotUnderstoodException.class)
                .isThrownBy(() -> storefront.understand(binary("order.deleted", ORDER)));
        assertThatExceptionOfType(NotUnderstoodException.class)
                .isThrownBy(() -> storefront.understand(binary("order.updated", named)));
    }

    @Test
    void answersAValidationRequestAndCallsNobodyBack() {
        assertThat(storefront.handshake(handshake("OPTIONS", "shop.example")))
                .hasValue(new LifecycleAnswer(
                        200, "", Map.of("WebHook-Allowed-Origin", "shop.example", "WebHook-Allowed-Rate", "*")));
        assertThat(storefront.handshake(handshake("GET", "shop.example"))).isEmpty();
        assertThat(storefront.handshake(handshake("OPTIONS", "two words"))).isEmpty();
        assertThat(storefront.handshake(new Handshake("OPTIONS", new WebhookHeaders(Map.of()), Map.of())))
                .isEmpty();
    }

    @Test
    void saysWhatIsNoCloudEvent() {
        WebhookRequest bare = CloudEventsContractTest.signed("application/json", Map.of(), KEY, ORDER);
        WebhookRequest old = structured(bytes(json("{'specversion': '0.3', 'type': 'order.updated', 'data': {}}")));

        for (WebhookRequest request : List.of(bare, old)) {
            assertThatExceptionOfType(NotUnderstoodException.class)
                    .isThrownBy(() -> storefront.understand(request))
                    .satisfies(reason -> assertThat(reason.code()).isEqualTo("not-a-cloud-event"));
        }
        assertThat(storefront.understand(binary("order.invented", ORDER)))
                .isInstanceOfSatisfying(
                        Meaning.NotUnderstood.class,
                        reason -> assertThat(reason.code()).isEqualTo("topic-not-supported"));
    }

    private static Handshake handshake(String method, String origin) {
        return new Handshake(method, new WebhookHeaders(Map.of("WebHook-Request-Origin", origin)), Map.of());
    }

    private static WebhookRequest structured(byte[] body) {
        return CloudEventsContractTest.signed(CloudEventsContractTest.STRUCTURED, Map.of(), KEY, body);
    }

    private static WebhookRequest binary(String type, byte[] body) {
        Map<String, String> attributes = new TreeMap<>(CloudEventsContractTest.binary("1"));
        attributes.put("ce-type", type);
        attributes.put("ce-time", "2026-05-04T10:00:00+02:00");
        return CloudEventsContractTest.signed("application/json", attributes, KEY, body);
    }

    private static WebhookRequest batch(String body) {
        return CloudEventsContractTest.signed(
                "application/cloudevents-batch+json", Map.of(), KEY, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
