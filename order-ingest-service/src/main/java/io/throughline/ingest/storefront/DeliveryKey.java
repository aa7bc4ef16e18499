package io.throughline.ingest.storefront;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/** Tells deliveries of one webhook from other webhooks of the shop. */
public final class DeliveryKey {

    private final byte[] digest;

    private DeliveryKey(byte[] digest) {
        this.digest = digest;
    }

    /** Each part counts with its length, so that moving a letter from one part to the next makes another key. */
    public static DeliveryKey of(String... parts) {
        MessageDigest sha256 = Signatures.sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            sha256.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            sha256.update(bytes);
        }
        return new DeliveryKey(sha256.digest());
    }

    /**
     * As it is kept: of all shops, in 16 bytes, as each byte of it is written three times for every webhook. Half a
     * SHA-256 is enough: no two webhooks have the same by accident, and another body under a known key is kept.
     */
    public UUID in(String source, String shop) {
        MessageDigest sha256 = Signatures.sha256();
        sha256.update((source + "/" + shop + "/").getBytes(StandardCharsets.UTF_8));
        ByteBuffer half = ByteBuffer.wrap(sha256.digest(digest));
        return new UUID(half.getLong(), half.getLong());
    }

    /** A SHA-256: 32 bytes whatever a storefront writes into its headers. */
    public byte[] bytes() {
        return digest.clone();
    }
}
