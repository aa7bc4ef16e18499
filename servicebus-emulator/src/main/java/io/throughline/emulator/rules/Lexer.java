package io.throughline.emulator.rules;

import io.throughline.emulator.rules.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parts a filter into words. */
final class Lexer {

    /** Service Bus's own limit for a condition or an action. */
    private static final int MAX_LENGTH = 1024;

    private static final Pattern SPACE = Pattern.compile("\\s*");
    private static final Pattern NUMBER = Pattern.compile("(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_#][\\p{L}\\p{Nd}_@#$]*");
    private static final Pattern PARAMETER = Pattern.compile("@[\\p{L}\\p{Nd}_@#$]+");
    private static final Pattern STRING = Pattern.compile("[nN]?'((?:[^']|'')*+)'");
    private static final Pattern BRACKETS = Pattern.compile("\\[((?:[^]]|]])*+)]");
    private static final Pattern QUOTES = Pattern.compile("\"((?:[^\"]|\"\")*+)\"");
    private static final Pattern SYMBOL = Pattern.compile("<>|!=|<=|>=|[=<>+\\-*/%(),.;]");

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    Lexer(String sql) {
        this.sql = sql;
    }

    List<Token> tokens() {
        if (sql.length() > MAX_LENGTH) {
            throw new BadFilterException("Longer than " + MAX_LENGTH + " characters", sql, MAX_LENGTH);
        }
        position = at(SPACE).end();
        while (position < sql.length()) {
            next();
            position = at(SPACE).end();
        }
        tokens.add(new Token(Kind.END, "the end", sql.length()));
        return tokens;
    }

    private void next() {
        var found = take(STRING, Kind.STRING, "'")
                || take(NUMBER, Kind.NUMBER, "")
                || take(BRACKETS, Kind.QUOTED_NAME, "]")
                || take(QUOTES, Kind.QUOTED_NAME, "\"")
                || take(WORD, Kind.WORD, "")
                || take(PARAMETER, Kind.PARAMETER, "")
                || take(SYMBOL, Kind.SYMBOL, "");
        if (!found) {
            var problem = "'[\"".indexOf(sql.charAt(position)) >= 0 ? "Quote is not closed" : "Unexpected character";
            throw new BadFilterException(problem, sql, position);
        }
    }

    /** @param quote the character that is written twice inside, or nothing where there are no quotes */
    private boolean take(Pattern pattern, Kind kind, String quote) {
        var match = at(pattern);
        if (!match.lookingAt()) {
            return false;
        }
        var text = quote.isEmpty() ? match.group() : match.group(1).replace(quote + quote, quote);
        tokens.add(new Token(kind, text, position));
        position = match.end();
        return true;
    }

    private Matcher at(Pattern pattern) {
        var matcher = pattern.matcher(sql).region(position, sql.length());
        matcher.lookingAt();
        return matcher;
    }
}
