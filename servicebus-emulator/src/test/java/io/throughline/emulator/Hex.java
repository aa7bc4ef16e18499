package io.throughline.emulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Bytes as a person writes and reads them. */
public final class Hex {

    private static final Pattern PART = Pattern.compile("'(?<text>[^']*)'|(?<octet>\\S+)");

    private Hex() {}

    /** Octets in hexadecimal digits, text between single quotes; what follows a bar is a remark. */
    public static byte[] bytes(String notation) {
        var bytes = new ByteArrayOutputStream();
        notation.lines().map(line -> line.replaceFirst("\\|.*", "")).forEach(line -> {
            for (var parts = PART.matcher(line); parts.find(); ) {
                var text = parts.group("text");
                bytes.writeBytes(
                        text == null
                                ? HexFormat.of().parseHex(parts.group("octet"))
                                : text.getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    public static String text(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
}
