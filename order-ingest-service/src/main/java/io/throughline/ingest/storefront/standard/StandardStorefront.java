package io.throughline.ingest.storefront.standard;

import io.throughline.ingest.storefront.DeliveryKey;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.OrderKeys;
import io.throughline.ingest.storefront.Signatures;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.Verdict;
import io.throughline.ingest.storefront.WebhookHeaders;
import io.throughline.ingest.storefront.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Any shop that signs by the Standard Webhooks specification and sends the canonical order. */
class StandardStorefront implements Storefront {

    static final String SOURCE = "standard";

    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";

    private static final String SECRET_PREFIX = "whsec_";
    private static final String SIGNATURE_PREFIX = "v1,";
    private static final int SHORTEST_KEY = 24;
    private static final int LONGEST_KEY = 64;
    private static final Set<String> KEPT = Set.of(ID, TIMESTAMP);

    private final CanonicalOrders orders = new CanonicalOrders();
    private final Duration tolerance;
    private final Clock clock;

    StandardStorefront(Duration tolerance, Clock clock) {
        this.tolerance = tolerance;
        this.clock = clock;
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public Optional<String> complaintAbout(String secret) {
        return key(secret).isPresent()
                ? Optional.empty()
                : Optional.of("a secret of Standard Webhooks is " + SECRET_PREFIX + " and the base64 of " + SHORTEST_KEY
                        + " to " + LONGEST_KEY + " bytes");
    }

    @Override
    public Verdict verify(WebhookRequest request, List<String> secrets) {
        WebhookHeaders headers = request.headers();
        Optional<String> id = headers.first(ID);
        Optional<String> timestamp = headers.first(TIMESTAMP);
        Optional<String> signature = headers.first(SIGNATURE);
        if (id.isEmpty() || timestamp.isEmpty() || signature.isEmpty()) {
            return Verdict.UNSIGNED;
        }
        if (id.get().contains(".")) {
            return Verdict.UNUSABLE_ID;
        }
        byte[] signed = (id.get() + "." + timestamp.get() + ".").getBytes(StandardCharsets.UTF_8);
        List<byte[]> right = secrets.stream()
                .flatMap(secret -> key(secret).stream())
                .map(key -> Signatures.hmac(key, signed, request.body()))
                .toList();
        if (!Signatures.anyMatches(given(signature.get()), right)) {
            return Verdict.WRONG_SIGNATURE;
        }
        return isRecent(timestamp.get()) ? Verdict.GENUINE : Verdict.STALE_TIMESTAMP;
    }

    private static List<byte[]> given(String signatures) {
        return Arrays.stream(signatures.split(" +"))
                .filter(signature -> signature.startsWith(SIGNATURE_PREFIX))
                .flatMap(signature -> Signatures.fromBase64(signature.substring(SIGNATURE_PREFIX.length())).stream())
                .toList();
    }

    private boolean isRecent(String timestamp) {
        if (!timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(at, clock.instant()).abs().compareTo(tolerance) <= 0;
    }

    private static Optional<byte[]> key(String secret) {
        return secret.startsWith(SECRET_PREFIX)
                ? Signatures.fromBase64(secret.substring(SECRET_PREFIX.length()))
                        .filter(key -> key.length >= SHORTEST_KEY && key.length <= LONGEST_KEY)
                : Optional.empty();
    }

    @Override
    public DeliveryKey deliveryKey(WebhookRequest request) {
        return DeliveryKey.of("id", request.headers().first(ID).orElse(""));
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
    public Meaning understand(WebhookRequest request) {
        Document body = Document.parse(request.body());
        return switch (body.requiredText("type")) {
            case "order.updated" -> new Meaning.Snapshot(orders.read(request.shop(), data(body)));
            case "order.deleted" ->
                new Meaning.Deletion(
                        OrderKeys.of(SOURCE, request.shop(), data(body).requiredText("sourceOrderId")),
                        body.time("timestamp").map(OffsetDateTime::toInstant).orElse(null));
            default ->
                new Meaning.NotUnderstood("topic-not-supported", "The type is neither order.updated nor order.deleted");
        };
    }

    private static Document data(Document body) {
        return body.child("data")
                .orElseThrow(() -> new NotUnderstoodException("missing-field", "The body has no object data"));
    }
}
