package io.throughline.ingest.receive;

import io.throughline.ingest.storefront.WebhookHeaders;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** W3C trace context: the trace begins at the webhook, unless the sender began it. */
final class Traceparent {

    private static final String VALID = "00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}";

    private Traceparent() {}

    /** The sender's; absent also when it is none. */
    static Optional<String> sent(WebhookHeaders headers) {
        return headers.first("traceparent").filter(given -> given.matches(VALID));
    }

    /** A trace that nobody began. */
    static String begun(RandomGenerator random) {
        return "00-" + hex(random, 16) + "-" + hex(random, 8) + "-01";
    }

    private static String hex(RandomGenerator random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        // never all zero, which would mean "no trace"
        bytes[0] |= 1;
        return HexFormat.of().formatHex(bytes);
    }
}
