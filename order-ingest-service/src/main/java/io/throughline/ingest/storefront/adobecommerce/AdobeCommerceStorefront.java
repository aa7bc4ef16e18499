package io.throughline.ingest.storefront.adobecommerce;

import io.throughline.ingest.storefront.DeliveryKey;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.Handshake;
import io.throughline.ingest.storefront.LifecycleAnswer;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.OrderKeys;
import io.throughline.ingest.storefront.OrderSource;
import io.throughline.ingest.storefront.Signatures;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.Verdict;
import io.throughline.ingest.storefront.WebhookHeaders;
import io.throughline.ingest.storefront.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Adobe Commerce through Adobe I/O Events. Adobe signs for all of its customers with keys of its own, so the signature
 * proves that Adobe sent the event, and the client id in the signed body proves for whom. Which fields an event has the
 * shop chooses, and above 64 KB it is not made at all: an event only names its order, which is fetched.
 */
final class AdobeCommerceStorefront implements Storefront {

    static final String SOURCE = "adobecommerce";

    private static final String SIGNATURE = "x-adobe-digital-signature-";
    private static final String CHALLENGE = "[A-Za-z0-9_-]{1,256}";
    private static final String CLIENT_ID = "[A-Za-z0-9_-]{8,128}";
    private static final Set<String> KEPT =
            Set.of("x-adobe-event-id", "x-adobe-event-code", "x-adobe-provider", "x-adobe-retry-count");
    private static final OrderSource ORDERS = new AdobeOrders();

    private final AdobeKeys keys;

    AdobeCommerceStorefront(AdobeKeys keys) {
        this.keys = keys;
    }

    /** One of the two signatures of a request: Adobe signs with two keys while it exchanges one. */
    private record Claim(byte[] signature, String keyPath) {}

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public Optional<String> complaintAbout(String secret) {
        return secret.matches(CLIENT_ID)
                ? Optional.empty()
                : Optional.of("the secret of an Adobe Commerce shop is the client id of its Adobe I/O project");
    }

    /** Sent by {@code GET} when the address is registered, and to be sent back as it is. */
    @Override
    public Optional<LifecycleAnswer> handshake(Handshake request) {
        return Optional.of(request)
                .filter(asked -> asked.method().equals("GET"))
                .flatMap(asked -> asked.parameter("challenge"))
                .filter(challenge -> challenge.matches(CHALLENGE))
                .map(challenge -> new LifecycleAnswer(200, challenge, Map.of("Content-Type", "text/plain")));
    }

    @Override
    public Verdict verify(WebhookRequest request, List<String> secrets) {
        List<Claim> claims = Stream.of("1", "2")
                .flatMap(number -> claim(request.headers(), number).stream())
                .toList();
        if (claims.isEmpty()) {
            return Verdict.UNSIGNED;
        }
        boolean unknown = false;
        for (Claim claim : claims) {
            switch (keys.key(claim.keyPath())) {
                case AdobeKeys.Found(var key) -> {
                    if (isSigned(request.body(), claim.signature(), key)) {
                        return isFor(request.body(), secrets) ? Verdict.GENUINE : Verdict.WRONG_SIGNATURE;
                    }
                }
                case AdobeKeys.Unavailable none -> unknown = true;
                case AdobeKeys.Missing none -> {
                    // a key that Adobe does not have: the other signature may be Adobe's all the same
                }
            }
        }
        return unknown ? Verdict.KEY_UNAVAILABLE : Verdict.WRONG_SIGNATURE;
    }

    private static Optional<Claim> claim(WebhookHeaders headers, String number) {
        return headers.first(SIGNATURE + number)
                .flatMap(Signatures::fromBase64)
                .flatMap(signature ->
                        headers.first("x-adobe-public-key" + number + "-path").map(path -> new Claim(signature, path)));
    }

    private static boolean isSigned(byte[] body, byte[] signature, RSAPublicKey key) {
        try {
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initVerify(key);
            rsa.update(body);
            return rsa.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /** Whether the signed body names one of the shop's projects. */
    private static boolean isFor(byte[] body, List<String> secrets) {
        try {
            List<byte[]> named = Document.parse(body).text("recipient_client_id").stream()
                    .map(id -> id.getBytes(StandardCharsets.UTF_8))
                    .toList();
            return Signatures.anyMatches(
                    named,
                    secrets.stream()
                            .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                            .toList());
        } catch (NotUnderstoodException forNobody) {
            return false;
        }
    }

    /** The body holds Adobe's id of the event. */
    @Override
    public DeliveryKey deliveryKey(WebhookRequest request) {
        return DeliveryKey.of(Signatures.hash(request.body()));
    }

    /** Stands in the body, which is not read before it is written down. */
    @Override
    public Optional<String> topic(WebhookRequest request) {
        return Optional.empty();
    }

    @Override
    public boolean keepsHeader(String name) {
        return KEPT.contains(name);
    }

    @Override
    public Optional<OrderSource> orders() {
        return Optional.of(ORDERS);
    }

    @Override
    public Meaning understand(WebhookRequest request) {
        AdobeEvent event = AdobeEvent.of(Document.parse(request.body()));
        return event.orderId()
                .<Meaning>map(id -> new Meaning.Hint(OrderKeys.of(SOURCE, request.shop(), id), id, false))
                .orElseGet(() -> new Meaning.NotUnderstood(
                        "topic-not-supported",
                        "No order belongs to an event of this type; remove it from the project"));
    }
}
