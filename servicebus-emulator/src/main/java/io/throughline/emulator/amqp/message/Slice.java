package io.throughline.emulator.amqp.message;

import java.util.Arrays;

/**
 * A part of an array.
 *
 * @param to exclusive
 */
@SuppressWarnings("ArrayRecordComponent") // a view, never compared
record Slice(byte[] bytes, int from, int to) {

    static final Slice EMPTY = new Slice(new byte[0], 0, 0);

    static Slice of(byte[] bytes) {
        return new Slice(bytes, 0, bytes.length);
    }

    int length() {
        return to - from;
    }

    byte[] copy() {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
