package io.throughline.ingest.store;

import java.util.HexFormat;

/** A W3C {@code traceparent} in half the space: version, trace, span and flags are 26 bytes. */
final class TraceBytes {

    private static final HexFormat HEX = HexFormat.of();
    private static final int TRACE = 1;
    private static final int SPAN = TRACE + 16;
    private static final int FLAGS = SPAN + 8;
    private static final int END = FLAGS + 1;

    private TraceBytes() {}

    static byte[] of(String traceparent) {
        return HEX.parseHex(traceparent.replace("-", ""));
    }

    static String text(byte[] bytes) {
        return String.join(
                "-",
                HEX.formatHex(bytes, 0, TRACE),
                HEX.formatHex(bytes, TRACE, SPAN),
                HEX.formatHex(bytes, SPAN, FLAGS),
                HEX.formatHex(bytes, FLAGS, END));
    }
}
