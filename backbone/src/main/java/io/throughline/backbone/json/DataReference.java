package io.throughline.backbone.json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where an event's data is that travels without it, because it is larger than a message may be.
 *
 * @param path at order-ingest-service: {@code /events/<event id>/data}; nobody follows it anywhere else
 * @param sha256 of the data's bytes, in lower-case hexadecimal
 */
public record DataReference(String path, String sha256) {

    static DataReference to(String path, byte[] data) {
        return new DataReference(path, sha256(data));
    }

    /** Whether these are the bytes that were referred to. */
    public boolean matches(byte[] data) {
        return MessageDigest.isEqual(
                sha256.getBytes(StandardCharsets.US_ASCII), sha256(data).getBytes(StandardCharsets.US_ASCII));
    }

    private static String sha256(byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
