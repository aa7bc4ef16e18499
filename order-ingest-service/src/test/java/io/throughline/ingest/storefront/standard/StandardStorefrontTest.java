package io.throughline.ingest.storefront.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.backbone.json.Json;
import io.throughline.events.order.Order;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.Signatures;
import io.throughline.ingest.storefront.StandardWebhooks;
import io.throughline.ingest.storefront.Verdict;
import io.throughline.ingest.storefront.WebhookHeaders;
import io.throughline.ingest.storefront.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class StandardStorefrontTest {

    /** The example of the specification: id, timestamp, body and signature were published together. */
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    static final long SIGNED_AT = 1614265330;
    static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void believesTheSpecificationsOwnExample() {
        assertThat(at(0).verify(request(ID, SIGNED_AT, SIGNATURE), List.of(SECRET)))
                .isEqualTo(Verdict.GENUINE);
    }

    @Test
    void believesOneOfSeveralSignaturesByOneOfSeveralSecrets() {
        String other = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
        String list = "v1a,AAAA v1,bm9uZXNlbnNl " + SIGNATURE;

        assertThat(at(0).verify(request(ID, SIGNED_AT, list), List.of(other, SECRET)))
                .isEqualTo(Verdict.GENUINE);
    }

    @Test
    void believesAnEd25519SignatureOfTheSendersKeyAndNoOther() throws GeneralSecurityException {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair others = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String signature = "v1a," + Base64.getEncoder().encodeToString(sign(keys));

        assertThat(at(0).verify(request(ID, SIGNED_AT, "v1,bm9uZXNlbnNl " + signature), List.of(SECRET, whpk(keys))))
                .isEqualTo(Verdict.GENUINE);
        assertThat(at(0).verify(request(ID, SIGNED_AT, signature), List.of(whpk(others))))
                .isEqualTo(Verdict.WRONG_SIGNATURE);
        assertThat(at(0).verify(request(ID, SIGNED_AT + 1, signature), List.of(whpk(keys))))
                .isEqualTo(Verdict.WRONG_SIGNATURE);
        assertThat(at(0).verify(request(ID, SIGNED_AT, "v1a,c2hvcnQ="), List.of(whpk(keys))))
                .isEqualTo(Verdict.WRONG_SIGNATURE);
        assertThat(at(0).complaintAbout(whpk(keys))).isEmpty();
    }

    @Test
    void neverTakesAPublicKeyForASharedOne() throws GeneralSecurityException {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] known = Base64.getDecoder().decode(whpk(keys).substring("whpk_".length()));
        byte[] signed = (ID + "." + SIGNED_AT + ".").getBytes(StandardCharsets.UTF_8);
        String forged = "v1," + Base64.getEncoder().encodeToString(Signatures.hmac(known, signed, BODY));

        assertThat(at(0).verify(request(ID, SIGNED_AT, forged), List.of(whpk(keys))))
                .isEqualTo(Verdict.WRONG_SIGNATURE);
    }

    private static byte[] sign(KeyPair keys) throws GeneralSecurityException {
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(keys.getPrivate());
        signer.update((ID + "." + SIGNED_AT + ".").getBytes(StandardCharsets.UTF_8));
        signer.update(BODY);
        return signer.sign();
    }

    /** The raw key is what DER puts last. */
    private static String whpk(KeyPair keys) {
        byte[] encoded = keys.getPublic().getEncoded();
        return "whpk_"
                + Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    @ParameterizedTest
    @CsvSource({"-301, STALE_TIMESTAMP", "-300, GENUINE", "299, GENUINE", "300, GENUINE", "301, STALE_TIMESTAMP"})
    void toleratesFiveMinutesEitherWay(int seconds, Verdict verdict) {
        assertThat(at(seconds).verify(request(ID, SIGNED_AT, SIGNATURE), List.of(SECRET)))
                .isEqualTo(verdict);
    }

    @Test
    void refusesAnIdThatCouldMoveTheBorderOfWhatIsSigned() {
        assertThat(at(0).verify(request("msg.1", SIGNED_AT, SIGNATURE), List.of(SECRET)))
                .isEqualTo(Verdict.UNUSABLE_ID);
    }

    @Test
    void refusesAnotherIdTimestampOrBody() {
        byte[] otherBody = "{\"test\": 2432232315}".getBytes(StandardCharsets.UTF_8);

        assertThat(at(0).verify(request("msg_other", SIGNED_AT, SIGNATURE), List.of(SECRET)))
                .isEqualTo(Verdict.WRONG_SIGNATURE);
        assertThat(at(0).verify(request(ID, SIGNED_AT + 1, SIGNATURE), List.of(SECRET)))
                .isEqualTo(Verdict.WRONG_SIGNATURE);
        assertThat(at(0).verify(request(ID, String.valueOf(SIGNED_AT), SIGNATURE, otherBody), List.of(SECRET)))
                .isEqualTo(Verdict.WRONG_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"now", "-1", "99999999999999999999"})
    void refusesATimestampThatIsNone(String timestamp) {
        byte[] key = Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
        byte[] signed = (ID + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        String signature = "v1," + Base64.getEncoder().encodeToString(Signatures.hmac(key, signed, BODY));

        assertThat(at(0).verify(request(ID, timestamp, signature, BODY), List.of(SECRET)))
                .isEqualTo(Verdict.STALE_TIMESTAMP);
    }

    @Test
    void refusesAnUnsignedRequest() {
        WebhookRequest bare = new WebhookRequest("tea-house", new WebhookHeaders(Map.of("webhook-id", ID)), BODY);

        assertThat(at(0).verify(bare, List.of(SECRET))).isEqualTo(Verdict.UNSIGNED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hush", "whsec_", "whsec_c2hvcnQ=", "whsec_not base64", "whpk_", "whpk_c2hvcnQ="})
    void complainsOfASecretThatIsNoneWithoutRepeatingIt(String secret) {
        assertThat(at(0).complaintAbout(secret))
                .hasValueSatisfying(complaint -> assertThat(complaint)
                        .contains("whsec_")
                        .doesNotContain("hush")
                        .doesNotContain("c2hvcnQ="));
        assertThat(at(0).complaintAbout(SECRET)).isEmpty();
    }

    @Test
    void namesTheOrderItselfWhateverTheSenderCallsIt() {
        Order order = read(data -> data.put("orderKey", "shopify:victim:1"));

        assertThat(order.orderKey()).isEqualTo("standard:tea-house:T-100");
    }

    @Test
    void checksTheTotalsItselfWhateverTheSenderClaims() {
        Order order = read(data -> {
            ObjectNode totals = (ObjectNode) data.get("totals");
            ((ObjectNode) totals.get("total")).put("minor", 2500);
            totals.putObject("check").put("ok", true).set("delta", totals.get("lines"));
        });

        assertThat(order.totals().check().ok()).isFalse();
        assertThat(order.totals().check().delta().minor()).isEqualTo(500);
    }

    @Test
    void namesThePlaceThatBreaksTheSchema() {
        assertThatThrownBy(() -> read(data -> ((ObjectNode) data.get("lines").get(0)).put("unitPrice", 5)))
                .isInstanceOf(NotUnderstoodException.class)
                .hasMessageContaining("/lines/0/unitPrice");
    }

    @Test
    void refusesMoneyWithForeignDecimals() {
        assertThatThrownBy(() ->
                        read(data -> ((ObjectNode) data.get("lines").get(0).get("total")).put("exponent", 3)))
                .isInstanceOf(NotUnderstoodException.class)
                .hasMessageContaining("data.lines[0].total");
    }

    @Test
    void refusesTotalsInTwoCurrencies() {
        assertThatThrownBy(() -> read(data -> ((ObjectNode) data.get("totals").get("shipping")).put("currency", "USD")))
                .isInstanceOfSatisfying(
                        NotUnderstoodException.class,
                        reason -> assertThat(reason.code()).isEqualTo("invalid-order"));
    }

    @Test
    void readsADeletion() {
        Meaning meaning = at(0).understand(signed("""
                {"type": "order.deleted", "timestamp": "2026-05-02T00:00:00Z", "data": {"sourceOrderId": "T-100"}}
                """));

        assertThat(meaning)
                .isEqualTo(new Meaning.Deletion("standard:tea-house:T-100", Instant.parse("2026-05-02T00:00:00Z")));
    }

    @Test
    void makesVisibleATypeItCannotUse() {
        assertThat(at(0).understand(signed("{\"type\": \"user.created\", \"data\": {}}")))
                .isInstanceOfSatisfying(
                        Meaning.NotUnderstood.class,
                        reason -> assertThat(reason.code()).isEqualTo("topic-not-supported"));
    }

    private static Order read(Consumer<ObjectNode> change) {
        ObjectNode body = Json.mapper().createObjectNode().put("type", "order.updated");
        ObjectNode data = Fixtures.tree(Fixtures.CANONICAL);
        change.accept(data);
        body.set("data", data);
        Meaning meaning = at(0).understand(signed(body.toString()));
        return ((Meaning.Snapshot) meaning).order();
    }

    private static StandardStorefront at(int secondsAfterSigning) {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(SIGNED_AT + secondsAfterSigning), ZoneOffset.UTC);
        return new StandardStorefront(new CanonicalOrders(), new StandardWebhooks(Duration.ofMinutes(5), clock));
    }

    private static WebhookRequest signed(String body) {
        return request(ID, "0", "", body.getBytes(StandardCharsets.UTF_8));
    }

    private static WebhookRequest request(String id, long timestamp, String signature) {
        return request(id, String.valueOf(timestamp), signature, BODY);
    }

    private static WebhookRequest request(String id, String timestamp, String signature, byte[] body) {
        Map<String, String> headers =
                Map.of("Webhook-Id", id, "Webhook-Timestamp", timestamp, "Webhook-Signature", signature);
        return new WebhookRequest("tea-house", new WebhookHeaders(headers), body);
    }
}
