package io.throughline.emulator.core;

import java.time.Duration;

/**
 * How much of transactions the emulator takes. The defaults are what Service Bus documents, but for {@code maxOpen}.
 *
 * @param maxOpen at once on one connection
 * @param maxMessages sent or settled in one; each message of a batch counts
 * @param longest time from the first operation on, after which one is rolled back
 */
public record TransactionLimits(int maxOpen, int maxMessages, Duration longest) {

    public static final TransactionLimits DEFAULT = new TransactionLimits(100, 100, Duration.ofMinutes(2));

    public TransactionLimits {
        if (Math.min(maxOpen, maxMessages) < 1 || !longest.isPositive()) {
            throw new IllegalArgumentException("Every limit of transactions is at least 1, and their time more than 0");
        }
    }
}
