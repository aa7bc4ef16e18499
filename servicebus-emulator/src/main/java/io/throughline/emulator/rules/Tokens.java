package io.throughline.emulator.rules;

import io.throughline.emulator.rules.Token.Kind;
import java.util.List;

/** The words of a filter, taken one after the other. */
final class Tokens {

    private final String sql;
    private final List<Token> tokens;
    private int next;

    Tokens(String sql) {
        this.sql = sql;
        this.tokens = new Lexer(sql).tokens();
    }

    Token peek() {
        return tokens.get(next);
    }

    boolean atEnd() {
        return peek().kind() == Kind.END;
    }

    boolean follows(Kind kind) {
        return peek().kind() == kind;
    }

    boolean follows(String word) {
        return peek().is(word);
    }

    Token take() {
        var token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    boolean takes(String word) {
        var found = follows(word);
        if (found) {
            take();
        }
        return found;
    }

    void require(String word) {
        if (!takes(word)) {
            throw bad("Expected " + word + " but found " + peek().text(), peek());
        }
    }

    BadFilterException bad(String problem, Token where) {
        return new BadFilterException(problem, sql, where.position());
    }
}
