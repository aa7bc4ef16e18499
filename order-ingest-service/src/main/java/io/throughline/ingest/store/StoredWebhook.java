package io.throughline.ingest.store;

import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.Json;
import io.throughline.events.Origin;
import io.throughline.ingest.keys.Seal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;

/**
 * A webhook that is to be understood. Unpacked only when asked, so that one that cannot be does not keep the others
 * from being read.
 *
 * @param packedHeaders deflated JSON
 * @param sealedBody deflated and encrypted, as it was signed
 */
public record StoredWebhook(
        UUID id,
        String source,
        String shop,
        byte[] packedHeaders,
        byte[] sealedBody,
        Instant receivedAt,
        String traceparent) {

    /** Where a stored webhook says that no storefront sent it. */
    public static final String ORIGIN = "throughline-origin";

    /** What it says then. */
    public static final String RECONCILED = "reconcile";

    private static final int LARGEST_HEADERS = 1 << 20;
    static final int LARGEST_BODY = 1 << 28;

    /** By name in lower case. */
    public Map<String, String> headers() {
        return Json.mapper().readValue(Deflated.inflate(packedHeaders, LARGEST_HEADERS), new TypeReference<>() {});
    }

    /**
     * Whether the storefront sent it or we made it of what the storefront listed. No field that a storefront sends is
     * kept under this name.
     */
    public Origin origin() {
        return RECONCILED.equals(headers().get(ORIGIN)) ? Origin.RECONCILE : Origin.WEBHOOK;
    }

    /** @throws io.throughline.ingest.keys.SealedException when it cannot be opened, as its key is not configured */
    public byte[] body(Seal seal) {
        return Deflated.inflate(seal.open(sealedBody, id), LARGEST_BODY);
    }
}
