package io.throughline.emulator.amqp.message;

import io.throughline.emulator.core.Refusal;

/** Steps over AMQP values by their lengths, without decoding them. */
final class Walk {

    private static final int MAX_DEPTH = 8;

    private final byte[] bytes;
    private final int end;
    private int position;

    Walk(Slice slice) {
        this.bytes = slice.bytes();
        this.position = slice.from();
        this.end = slice.to();
    }

    boolean done() {
        return position >= end;
    }

    int position() {
        return position;
    }

    int octet() {
        require(1);
        return bytes[position++] & 0xff;
    }

    int word() {
        require(4);
        return octet() << 24 | octet() << 16 | octet() << 8 | octet();
    }

    /** The code of the section that begins here: 0x70 for a header, to 0x78 for a footer. */
    int descriptor() {
        if (octet() != 0) {
            throw malformed();
        }
        return switch (octet()) {
            case 0x53 -> octet();
            case 0x80 -> {
                word();
                yield word();
            }
            default -> throw malformed();
        };
    }

    Slice value() {
        var start = position;
        skip(MAX_DEPTH);
        return new Slice(bytes, start, position);
    }

    private void skip(int depth) {
        var code = octet();
        if (code == 0) {
            if (depth == 0) {
                throw malformed();
            }
            skip(depth - 1);
            skip(depth - 1);
            return;
        }
        advance(
                switch (code >> 4) {
                    case 0x4 -> 0;
                    case 0x5 -> 1;
                    case 0x6 -> 2;
                    case 0x7 -> 4;
                    case 0x8 -> 8;
                    case 0x9 -> 16;
                    case 0xa, 0xc, 0xe -> octet();
                    case 0xb, 0xd, 0xf -> word();
                    default -> throw malformed();
                });
    }

    private void advance(int length) {
        require(length);
        position += length;
    }

    private void require(int length) {
        if (length < 0 || length > end - position) {
            throw malformed();
        }
    }

    static Refusal malformed() {
        return new Refusal(Refusal.Reason.INVALID, "The message is not well-formed AMQP.");
    }
}
