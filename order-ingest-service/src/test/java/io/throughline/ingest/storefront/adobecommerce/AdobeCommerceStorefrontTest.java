package io.throughline.ingest.storefront.adobecommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.ingest.storefront.Handshake;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.Verdict;
import io.throughline.ingest.storefront.WebhookHeaders;
import io.throughline.ingest.storefront.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdobeCommerceStorefrontTest {

    static final String CLIENT = "0123456789abcdef";
    static final List<String> SECRETS = List.of("another-client", CLIENT);
    static final byte[] BODY =
            AdobeSigner.event(CLIENT, "observer.sales_order_save_commit_after", "{\"entity_id\": 7}");

    final KeyHostStub stub = new KeyHostStub();
    final KeyHost host = new KeyHost(stub.properties());
    final AdobeCommerceStorefront adobe =
            new AdobeCommerceStorefront(new AdobeKeys(host, stub.properties(), Clock.systemUTC()));

    @AfterEach
    void close() {
        host.close();
        stub.close();
    }

    @Test
    void believesAdobeOnlyForItsOwnClients() {
        assertThat(adobe.verify(AdobeSigner.signed(BODY), SECRETS)).isEqualTo(Verdict.GENUINE);
        assertThat(adobe.verify(AdobeSigner.signed(BODY), List.of("another-client")))
                .as("signed by Adobe, for somebody else")
                .isEqualTo(Verdict.WRONG_SIGNATURE);
    }

    @Test
    void believesEitherOfTheTwoSignatures() {
        WebhookRequest second = AdobeSigner.request(
                Map.of(
                        "X-Adobe-Digital-Signature-1",
                        "AAAA",
                        "X-Adobe-Public-Key1-Path",
                        "/prod/keys/old.pem",
                        "X-Adobe-Digital-Signature-2",
                        AdobeSigner.signature(AdobeSigner.KEYS, BODY),
                        "X-Adobe-Public-Key2-Path",
                        AdobeSigner.PATH),
                BODY);

        assertThat(adobe.verify(second, SECRETS)).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void believesNoKeyOfSomebodyElse() {
        KeyPair forger = AdobeSigner.keys(2048);
        WebhookRequest forged = AdobeSigner.request(
                Map.of(
                        "X-Adobe-Digital-Signature-1",
                        AdobeSigner.signature(forger, BODY),
                        "X-Adobe-Public-Key1-Path",
                        "//forger.example/key.pem"),
                BODY);

        assertThat(adobe.verify(forged, SECRETS)).isEqualTo(Verdict.WRONG_SIGNATURE);
        assertThat(stub.asked()).isEmpty();
    }

    @Test
    void saysThatItCannotTellWhileTheHostOfKeysIsAway() {
        stub.fail(503);

        assertThat(adobe.verify(AdobeSigner.signed(BODY), SECRETS)).isEqualTo(Verdict.KEY_UNAVAILABLE);
        stub.fail(200);
        assertThat(adobe.verify(AdobeSigner.signed(BODY), SECRETS)).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void sendsAChallengeBack() {
        assertThat(adobe.handshake(asked("GET", "8ec8d794-e0ab-42df"))).hasValueSatisfying(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("8ec8d794-e0ab-42df");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<script>", "a b", "%0d%0a"})
    void sendsNothingBackThatIsNoChallenge(String challenge) {
        assertThat(adobe.handshake(asked("GET", challenge))).isEmpty();
        assertThat(adobe.handshake(asked("OPTIONS", "good"))).isEmpty();
        assertThat(adobe.handshake(new Handshake("GET", new WebhookHeaders(Map.of()), Map.of())))
                .isEmpty();
    }

    private static Handshake asked(String method, String challenge) {
        return new Handshake(method, new WebhookHeaders(Map.of()), Map.of("challenge", challenge));
    }

    @ParameterizedTest
    @CsvSource({
        "observer.sales_order_save_commit_after, entity_id",
        "plugin.sales.api.order_management.place, entity_id",
        "observer.sales_order_invoice_save_after, order_id",
        "observer.sales_order_shipment_save_after, order_id",
        "observer.sales_order_creditmemo_save_after, order_id"
    })
    void everyEventOfAnOrderHasTheOrderFetched(String type, String field) {
        String other = field.equals("order_id") ? "\"entity_id\": \"5\", " : "";
        byte[] body = AdobeSigner.event(CLIENT, type, "{" + other + "\"" + field + "\": \"9007199254740993\"}");

        assertThat(adobe.understand(AdobeSigner.signed(body)))
                .isEqualTo(new Meaning.Hint("adobecommerce:tea-house:9007199254740993", "9007199254740993", false));
    }

    @Test
    void readsCloudEventsToo() {
        byte[] body = """
                {"specversion": "1.0", "type": "com.adobe.commerce.observer.sales_order_save_commit_after",
                 "id": "6f1", "data": {"value": {"entity_id": 7}}, "recipient_client_id": "0123456789abcdef"}
                """.getBytes(StandardCharsets.UTF_8);

        assertThat(adobe.understand(AdobeSigner.signed(body))).isInstanceOf(Meaning.Hint.class);
        assertThat(adobe.verify(AdobeSigner.signed(body), SECRETS)).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void putsEventsOfOtherThingsAside() {
        byte[] product = AdobeSigner.event(CLIENT, "observer.catalog_product_save_after", "{\"entity_id\": 7}");
        byte[] bare = "{\"event\": {}}".getBytes(StandardCharsets.UTF_8);

        assertThat(adobe.understand(AdobeSigner.signed(product))).isInstanceOf(Meaning.NotUnderstood.class);
        assertThatThrownBy(() -> adobe.understand(AdobeSigner.signed(bare))).isInstanceOf(NotUnderstoodException.class);
    }

    @Test
    void refusesASecretThatIsNoClientId() {
        assertThat(adobe.complaintAbout(CLIENT)).isEmpty();
        assertThat(adobe.complaintAbout("p ss word!"))
                .hasValueSatisfying(
                        complaint -> assertThat(complaint).contains("client id").doesNotContain("p ss"));
    }
}
