package io.throughline.ingest.storefront;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The headers of the Standard Webhooks specification, which several storefronts sign with: {@code v1} is HMAC-SHA256,
 * {@code v1a} is Ed25519, both over id, timestamp and body.
 *
 * @param tolerance how far the signed timestamp may be from now, either way
 */
public record StandardWebhooks(Duration tolerance, Clock clock) {

    public static final String ID = "webhook-id";
    public static final String TIMESTAMP = "webhook-timestamp";
    public static final String SIGNATURE = "webhook-signature";

    private static final String SYMMETRIC = "v1,";
    private static final String ASYMMETRIC = "v1a,";
    private static final Set<String> KEPT = Set.of(ID, TIMESTAMP);

    /**
     * What may have signed.
     *
     * @param secrets keys of the HMAC
     */
    public record Keys(List<byte[]> secrets, List<PublicKey> publicKeys) {}

    public static Optional<String> id(WebhookRequest request) {
        return request.headers().first(ID);
    }

    /** Whether a header field, in lower case, is one of the specification and not the signature. */
    public static boolean keeps(String name) {
        return KEPT.contains(name);
    }

    public Verdict verify(WebhookRequest request, Keys keys) {
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
        byte[] prefix = (id.get() + "." + timestamp.get() + ".").getBytes(StandardCharsets.UTF_8);
        List<byte[]> right = keys.secrets().stream()
                .map(key -> Signatures.hmac(key, prefix, request.body()))
                .toList();
        boolean symmetric = Signatures.anyMatches(given(signature.get(), SYMMETRIC), right);
        boolean asymmetric = given(signature.get(), ASYMMETRIC).stream()
                .anyMatch(one ->
                        keys.publicKeys().stream().anyMatch(key -> Ed25519.signed(key, one, prefix, request.body())));
        if (!symmetric && !asymmetric) {
            return Verdict.WRONG_SIGNATURE;
        }
        return isRecent(timestamp.get()) ? Verdict.GENUINE : Verdict.STALE_TIMESTAMP;
    }

    private static List<byte[]> given(String signatures, String version) {
        return Arrays.stream(signatures.split(" +"))
                .filter(signature -> signature.startsWith(version))
                .flatMap(signature -> Signatures.fromBase64(signature.substring(version.length())).stream())
                .toList();
    }

    private boolean isRecent(String timestamp) {
        if (!timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(at, clock.instant()).abs().compareTo(tolerance) <= 0;
    }
}
