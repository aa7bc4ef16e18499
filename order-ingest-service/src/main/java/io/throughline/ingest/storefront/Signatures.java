package io.throughline.ingest.storefront;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 as storefronts use it. */
public final class Signatures {

    private static final String HMAC = "HmacSHA256";

    private Signatures() {}

    /** Signs the parts one after the other. */
    public static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java platform has " + HMAC, missing);
        }
    }

    /** Whether one of the given is one of the right ones; all are compared, so time tells nothing. */
    public static boolean anyMatches(List<byte[]> given, List<byte[]> right) {
        boolean found = false;
        for (byte[] candidate : given) {
            for (byte[] signature : right) {
                found |= MessageDigest.isEqual(candidate, signature);
            }
        }
        return found;
    }

    /** Whether one of the keys signed the body alone, and wrote the signature in base64. */
    public static Verdict ofBody(byte[] body, String signature, List<byte[]> keys) {
        List<byte[]> right = keys.stream().map(key -> hmac(key, body)).toList();
        return anyMatches(fromBase64(signature).stream().toList(), right) ? Verdict.GENUINE : Verdict.WRONG_SIGNATURE;
    }

    public static Optional<byte[]> fromBase64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException garbage) {
            return Optional.empty();
        }
    }

    /** The body's SHA-256 in hexadecimal. */
    public static String hash(byte[] body) {
        return HexFormat.of().formatHex(sha256().digest(body));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java platform has SHA-256", missing);
        }
    }
}
