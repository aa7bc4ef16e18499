package io.throughline.emulator.core;

import org.jspecify.annotations.Nullable;

/**
 * How a message came through other entities.
 *
 * @param hops how often it was passed on
 * @param sequence the number that it got where it was sent
 * @param deadLetterSource the entity where it was dead-lettered last, if that is how it came on
 */
public record Passage(int hops, long sequence, @Nullable String deadLetterSource) {

    /** Service Bus's own limit; also what ends the way of a dead letter that is passed on in a circle. */
    static final int MAX_HOPS = 4;

    static Passage next(StoredMessage stored, @Nullable String deadLetterSource) {
        var hops = stored.message().passage().map(Passage::hops).orElse(0) + 1;
        return new Passage(hops, stored.enqueuedSequence(), deadLetterSource);
    }

    boolean isTooLong() {
        return hops > MAX_HOPS;
    }
}
