package io.throughline.runtime.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names the cause of a failure, so that ten thousand failures of twelve causes are twelve groups. */
public final class Fingerprint {

    private static final int LENGTH = 16;
    private static final int MAX_MESSAGE = 1000;

    private static final Pattern URL = Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]{1,20}://\\S+");
    private static final Pattern EMAIL = Pattern.compile("\\S+@\\S+");
    private static final Pattern QUOTED =
            Pattern.compile("\"[^\"]*\"|`[^`]*`|“[^”]*”|«[^»]*»|(?<![\\p{L}\\p{N}])'[^']*'(?![\\p{L}\\p{N}])");
    /** A word with a digit in it, or of several parts in capitals: a number, a UUID, a SKU, an instant. */
    private static final Pattern ID = Pattern.compile(
            "[\\p{L}\\p{N}_#:.+/-]*\\p{N}[\\p{L}\\p{N}_#:.+/-]*|\\b\\p{Lu}+([_-]\\p{Lu}+)+\\b|\\b\\p{L}{25,}\\b");

    private static final Pattern GAP = Pattern.compile("[\\s\\p{Punct}]+");

    private Fingerprint() {}

    /**
     * What tells one cause from another.
     *
     * @param operation what was to be done: {@code shipment}, {@code invoice}; the event type where none is known
     * @param failure class of the failure: {@code PermanentFailure}
     * @param code stable kebab-case word
     * @param message what was said about it, ids and all; only its wording counts
     */
    public record Cause(String integration, String operation, String failure, String code, String message) {}

    /** 16 hexadecimal digits: the same for the same cause, whichever order, document or person it hit. */
    public static String of(Cause cause) {
        String parts = String.join(
                "\n",
                cause.integration(),
                cause.operation(),
                cause.failure(),
                cause.code(),
                normalised(cause.message()));
        return HexFormat.of().formatHex(sha256(parts)).substring(0, LENGTH);
    }

    /** The wording of a message, without what differs from one occurrence to the next. */
    static String normalised(String message) {
        String text = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE);
        text = QUOTED.matcher(text).replaceAll(" ");
        text = URL.matcher(text).replaceAll(" ");
        text = EMAIL.matcher(text).replaceAll(" ");
        text = ID.matcher(text).replaceAll(" ");
        return GAP.matcher(text).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
