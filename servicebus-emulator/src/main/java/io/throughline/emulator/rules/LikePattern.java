package io.throughline.emulator.rules;

import java.util.regex.Pattern;

/** Turns a LIKE pattern, where % is any text and _ any character, into a regular expression. */
final class LikePattern {

    private LikePattern() {}

    /** @param escape the character that takes the meaning from the next, or nothing */
    static Pattern compile(String like, String escape) {
        var regex = new StringBuilder();
        for (var i = 0; i < like.length(); i++) {
            var symbol = like.substring(i, i + 1);
            if (symbol.equals(escape) && i + 1 < like.length()) {
                i++;
                regex.append(Pattern.quote(like.substring(i, i + 1)));
            } else {
                regex.append(part(symbol));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static String part(String symbol) {
        return switch (symbol) {
            case "%" -> ".*";
            case "_" -> ".";
            default -> Pattern.quote(symbol);
        };
    }
}
