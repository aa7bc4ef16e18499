package io.throughline.ingest.store;

import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;

/**
 * A webhook that is to be understood. Unpacked only when asked, so that one that cannot be does not keep the others
 * from being read.
 *
 * @param packedHeaders deflated JSON
 * @param packedBody deflated, as it was signed
 */
public record StoredWebhook(
        UUID id,
        String source,
        String shop,
        byte[] packedHeaders,
        byte[] packedBody,
        Instant receivedAt,
        String traceparent) {

    private static final int LARGEST_HEADERS = 1 << 20;
    static final int LARGEST_BODY = 1 << 28;

    /** By name in lower case. */
    public Map<String, String> headers() {
        return Json.mapper().readValue(Deflated.inflate(packedHeaders, LARGEST_HEADERS), new TypeReference<>() {});
    }

    public byte[] body() {
        return Deflated.inflate(packedBody, LARGEST_BODY);
    }
}
