package io.throughline.emulator.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A LIKE pattern, where % is any text and _ any character. A match takes at most as many steps as pattern and text have
 * characters, multiplied: a regular expression takes without bound for some patterns, and all clients would wait.
 */
final class LikePattern {

    /** One character, or any one if there is none. */
    private record Symbol(OptionalInt character) {
        boolean matches(int other) {
            return character.isEmpty() || character.getAsInt() == other;
        }
    }

    /** Nothing stands for any text. */
    private final List<Optional<Symbol>> parts;

    private LikePattern(List<Optional<Symbol>> parts) {
        this.parts = List.copyOf(parts);
    }

    /** @param escape the character that takes the meaning from the next, or nothing */
    static LikePattern compile(String like, String escape) {
        var parts = new ArrayList<Optional<Symbol>>();
        var symbols = like.codePoints().toArray();
        for (var i = 0; i < symbols.length; i++) {
            if (!escape.isEmpty() && symbols[i] == escape.codePointAt(0) && i + 1 < symbols.length) {
                i++;
                parts.add(Optional.of(new Symbol(OptionalInt.of(symbols[i]))));
            } else {
                parts.add(part(symbols[i]));
            }
        }
        return new LikePattern(parts);
    }

    private static Optional<Symbol> part(int symbol) {
        return switch (symbol) {
            case '%' -> Optional.empty();
            case '_' -> Optional.of(new Symbol(OptionalInt.empty()));
            default -> Optional.of(new Symbol(OptionalInt.of(symbol)));
        };
    }

    /** What follows the last % is tried from each place on, and no earlier % again: its shortest text was enough. */
    boolean matches(String value) {
        var text = value.codePoints().toArray();
        var at = 0;
        var next = 0;
        var retryAt = 0;
        var retryNext = -1;
        while (at < text.length) {
            if (next < parts.size() && parts.get(next).isEmpty()) {
                next++;
                retryNext = next;
                retryAt = at;
            } else if (next < parts.size() && parts.get(next).orElseThrow().matches(text[at])) {
                at++;
                next++;
            } else if (retryNext >= 0) {
                retryAt++;
                at = retryAt;
                next = retryNext;
            } else {
                return false;
            }
        }
        return parts.subList(next, parts.size()).stream().allMatch(Optional::isEmpty);
    }
}
