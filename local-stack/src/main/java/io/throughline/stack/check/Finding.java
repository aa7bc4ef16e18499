package io.throughline.stack.check;

/**
 * An effect that is missing, or there too often.
 *
 * @param subject the order and the operation, or the item of the inventory system
 * @param count how many are missing or too many
 */
record Finding(String subject, long count) {

    @Override
    public String toString() {
        return subject + (count == 1 ? "" : " (" + count + ")");
    }
}
