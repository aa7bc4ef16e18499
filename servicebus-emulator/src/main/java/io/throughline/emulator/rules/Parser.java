package io.throughline.emulator.rules;

import io.throughline.emulator.rules.Expression.Comparison;
import io.throughline.emulator.rules.Expression.In;
import io.throughline.emulator.rules.Expression.Junction;
import io.throughline.emulator.rules.Expression.Like;
import io.throughline.emulator.rules.Expression.Missing;
import io.throughline.emulator.rules.Expression.Not;
import io.throughline.emulator.rules.SqlAction.Statement;
import io.throughline.emulator.rules.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Reads conditions and actions: OR binds weakest, then AND, NOT, comparisons, and what {@link Terms} reads. */
final class Parser {

    private static final int MAX_DEPTH = 64;
    private static final Map<String, IntPredicate> COMPARISONS = Map.of(
            "=", order -> order == 0,
            "<>", order -> order != 0,
            "!=", order -> order != 0,
            "<", order -> order < 0,
            "<=", order -> order <= 0,
            ">", order -> order > 0,
            ">=", order -> order >= 0);

    private final Tokens tokens;
    private final Terms terms;
    private int depth;

    Parser(Sql sql) {
        this.tokens = new Tokens(sql.text());
        this.terms = new Terms(tokens, sql.parameters(), this::nested);
    }

    Expression condition() {
        var start = tokens.peek();
        var condition = or();
        if (!tokens.atEnd()) {
            throw tokens.bad("Unexpected " + tokens.peek().text(), tokens.peek());
        }
        if (!condition.isCondition()) {
            throw tokens.bad("Not a condition", start);
        }
        return condition;
    }

    List<Statement> actions() {
        var statements = new ArrayList<Statement>();
        while (!tokens.atEnd()) {
            statements.add(action());
            while (tokens.takes(";") || tokens.takes(",")) {
                // Both part statements, and one may close the last.
            }
        }
        return statements;
    }

    private Statement action() {
        if (tokens.takes("REMOVE")) {
            return new Statement(terms.property(), null);
        }
        tokens.require("SET");
        var target = terms.property();
        tokens.require("=");
        return new Statement(target, terms.sum());
    }

    private Expression nested() {
        if (++depth > MAX_DEPTH) {
            throw tokens.bad("Nested deeper than " + MAX_DEPTH, tokens.peek());
        }
        var inner = or();
        depth--;
        return inner;
    }

    private Expression or() {
        var left = and();
        while (tokens.takes("OR")) {
            left = new Junction(true, left, and());
        }
        return left;
    }

    private Expression and() {
        var left = not();
        while (tokens.takes("AND")) {
            left = new Junction(false, left, not());
        }
        return left;
    }

    private Expression not() {
        var negations = 0;
        while (tokens.takes("NOT")) {
            negations++;
        }
        var operand = predicate();
        for (var i = 0; i < negations; i++) {
            operand = new Not(operand);
        }
        return operand;
    }

    private Expression predicate() {
        if (tokens.takes("EXISTS")) {
            tokens.require("(");
            var property = terms.property();
            tokens.require(")");
            return new Not(new Missing(property));
        }
        var left = terms.sum();
        var comparison =
                tokens.follows(Kind.SYMBOL) ? COMPARISONS.get(tokens.peek().text()) : null;
        if (comparison != null) {
            tokens.take();
            return new Comparison(left, comparison, terms.sum());
        }
        if (tokens.takes("IS")) {
            var negated = tokens.takes("NOT");
            tokens.require("NULL");
            return negated ? new Not(new Missing(left)) : new Missing(left);
        }
        return tokens.takes("NOT") ? new Not(choice(left)) : inOrLike(left);
    }

    private Expression inOrLike(Expression left) {
        return tokens.follows("IN") || tokens.follows("LIKE") ? choice(left) : left;
    }

    private Expression choice(Expression left) {
        if (tokens.takes("LIKE")) {
            return like(left);
        }
        tokens.require("IN");
        tokens.require("(");
        var choices = new ArrayList<Expression>();
        do {
            choices.add(terms.sum());
        } while (tokens.takes(","));
        tokens.require(")");
        return new In(left, List.copyOf(choices));
    }

    private Expression like(Expression left) {
        var pattern = terms.text("a pattern in quotes");
        if (!tokens.takes("ESCAPE")) {
            return new Like(left, LikePattern.compile(pattern, ""));
        }
        var where = tokens.peek();
        var escape = terms.text("an escape character in quotes");
        if (escape.length() != 1) {
            throw tokens.bad("An escape is one character", where);
        }
        return new Like(left, LikePattern.compile(pattern, escape));
    }
}
