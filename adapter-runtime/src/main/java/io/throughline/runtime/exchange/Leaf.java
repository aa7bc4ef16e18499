package io.throughline.runtime.exchange;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * One value of a document.
 *
 * @param path its JSON pointer
 * @param text the value as it is read
 * @param quoted whether it is a text, not a number or a truth value
 */
record Leaf(String path, String text, boolean quoted) {

    /** So few letters and digits are equal by chance. */
    private static final int TELLING = 3;

    private static final int MOST_DIGITS = 60;

    static Leaf of(String path, JsonNode value) {
        return new Leaf(path, value.isNumber() ? number(value) : value.asString(), value.isString());
    }

    /** Without an exponent, unless it would fill the memory. */
    private static String number(JsonNode value) {
        String written = value.asString();
        return written.contains("E") && Math.abs(value.decimalValue().scale()) < MOST_DIGITS
                ? value.decimalValue().toPlainString()
                : written;
    }

    /** Whether another value that is equal most likely is the same. */
    boolean isTelling() {
        return text.codePoints()
                                .filter(Character::isLetterOrDigit)
                                .limit(TELLING)
                                .count()
                        == TELLING
                && (quoted || !isTruthValue());
    }

    private boolean isTruthValue() {
        return text.equals("true") || text.equals("false");
    }

    /** What the field is called, however it is spelt: {@code UnitAmount}, {@code unit_amount}. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1)
                .replaceAll("[^\\p{L}\\p{N}]", "")
                .toLowerCase(Locale.ROOT);
    }

    String parent() {
        return parent(path);
    }

    static String parent(String path) {
        int last = path.lastIndexOf('/');
        return last < 0 ? "" : path.substring(0, last);
    }

    int depth() {
        return (int) path.chars().filter(each -> each == '/').count();
    }
}
