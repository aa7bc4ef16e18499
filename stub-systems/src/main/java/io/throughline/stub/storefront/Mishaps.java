package io.throughline.stub.storefront;

import java.time.Duration;

/**
 * What becomes of webhooks on their way.
 *
 * @param dropped of a hundred, never sent
 * @param duplicated of a hundred, sent twice
 * @param shuffled how many are held back and then sent in any order; 1 for none
 * @param delay of each
 */
public record Mishaps(int dropped, int duplicated, int shuffled, Duration delay) {

    private static final int ALL = 100;
    private static final int MOST_HELD = 1_000;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Each webhook at once, once and in order. */
    public static final Mishaps NONE = new Mishaps(0, 0, 1, Duration.ZERO);

    public Mishaps {
        if (dropped < 0 || dropped > ALL || duplicated < 0 || duplicated > ALL) {
            throw new IllegalArgumentException("Of a hundred webhooks, 0 to 100 are dropped or duplicated");
        }
        if (shuffled < 1 || shuffled > MOST_HELD || delay.isNegative() || delay.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "1 to " + MOST_HELD + " webhooks are shuffled, and delayed for " + LONGEST + " at most");
        }
    }
}
