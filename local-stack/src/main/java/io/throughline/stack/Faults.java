package io.throughline.stack;

import io.throughline.stack.process.StackException;

/**
 * What {@code ./faults} was asked for.
 *
 * @param kills how many times processes of an adapter are killed
 * @param seed of what is left to chance
 */
record Faults(int kills, long seed) {

    private static final int MOST = 1000;

    Faults {
        if (kills < 1 || kills > MOST) {
            throw new StackException("--kills is 1 to " + MOST);
        }
    }
}
