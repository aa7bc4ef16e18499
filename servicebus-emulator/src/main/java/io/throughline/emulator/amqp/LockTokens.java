package io.throughline.emulator.amqp;

import java.util.UUID;

/** Lock tokens as delivery tags: a GUID in the order of .NET, whose first three groups are little-endian. */
final class LockTokens {

    private static final int[] ORDER = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};

    private LockTokens() {}

    static byte[] tag(UUID token) {
        var tag = new byte[ORDER.length];
        for (var i = 0; i < ORDER.length; i++) {
            var index = ORDER[i];
            var half = index < 8 ? token.getMostSignificantBits() : token.getLeastSignificantBits();
            tag[i] = (byte) (half >>> (8 * (7 - index % 8)));
        }
        return tag;
    }
}
