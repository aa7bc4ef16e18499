package io.throughline.stack.check;

/**
 * A change in a downstream system, whatever key it was asked for by.
 *
 * @param operation {@code shipment}, {@code cancellation}, {@code invoice}, {@code payment}, {@code void},
 *     {@code credit-note}, {@code payout}
 */
record EffectName(String orderKey, String operation) implements Comparable<EffectName> {

    @Override
    public int compareTo(EffectName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return orderKey + " " + operation;
    }
}
