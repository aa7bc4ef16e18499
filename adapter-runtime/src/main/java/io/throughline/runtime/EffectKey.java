package io.throughline.runtime;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Names one change in another system by business identity only, so that everything that asks for the same change meets
 * at the same key.
 *
 * @param value {@code <order key>/<operation>[/<document>][/<revision>]}:
 *     {@code shopify:demo-shop:820982911946154508/credit-note/509562969}
 */
public record EffectKey(String value) {

    /**
     * The key of one call that asks for all these changes, for a system that bounds its keys: the key itself where
     * there is one and it fits, else a hash.
     *
     * @param longest characters that the system takes, 64 at least
     */
    public static String ofCall(List<EffectKey> changes, int longest) {
        String all = changes.stream().map(EffectKey::value).collect(Collectors.joining("\n"));
        return changes.size() == 1 && all.length() <= longest ? all : sha256(all);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every JDK has SHA-256", missing);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
