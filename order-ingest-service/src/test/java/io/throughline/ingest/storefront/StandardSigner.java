package io.throughline.ingest.storefront;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;

/** Signs by Standard Webhooks, at the instant of {@link #CLOCK}. */
public final class StandardSigner {

    /** Of the shop that is connected with every test of the service. */
    public static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";

    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-04T08:00:00Z"), ZoneOffset.UTC);

    private StandardSigner() {}

    /** What {@link #SECRET} stands for. */
    public static byte[] key() {
        return Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
    }

    public static WebhookRequest signed(String id, byte[] key, byte[] body) {
        return new WebhookRequest("tea-house", new WebhookHeaders(headers(id, key, CLOCK.instant(), body)), body);
    }

    /** The specification's header fields, as of this instant. */
    public static Map<String, String> headers(String id, byte[] key, Instant signedAt, byte[] body) {
        String at = String.valueOf(signedAt.getEpochSecond());
        byte[] prefix = (id + "." + at + ".").getBytes(StandardCharsets.UTF_8);
        String signature = "v1," + Base64.getEncoder().encodeToString(Signatures.hmac(key, prefix, body));
        return Map.of(
                StandardWebhooks.ID, id,
                StandardWebhooks.TIMESTAMP, at,
                StandardWebhooks.SIGNATURE, signature);
    }
}
