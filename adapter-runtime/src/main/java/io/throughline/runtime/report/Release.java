package io.throughline.runtime.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which release runs, and with which configuration.
 *
 * @param version absent where the packaging does not tell
 * @param configuration changes when a value does that is no secret, and tells nothing of any
 */
public record Release(@Nullable String version, String configuration) {

    private static final Pattern SECRET =
            Pattern.compile("(?i).*(token|secret|password|key|credential|connection-?string).*");
    private static final int DIGITS = 12;

    /** @param configured values by name; those of secrets are left out, for a hash of a short one can be guessed */
    public static Release of(@Nullable String version, Map<String, String> configured) {
        SortedMap<String, String> told = new TreeMap<>(configured);
        told.keySet().removeIf(name -> SECRET.matcher(name).matches());
        StringBuilder lines = new StringBuilder();
        told.forEach(
                (name, value) -> lines.append(name).append('=').append(value).append('\n'));
        return new Release(version, sha256(lines.toString()).substring(0, DIGITS));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every JDK has SHA-256", missing);
        }
    }
}
