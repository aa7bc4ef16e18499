package io.throughline.emulator.rules;

import io.throughline.emulator.rules.Expression.Arithmetic;
import io.throughline.emulator.rules.Expression.Literal;
import io.throughline.emulator.rules.Token.Kind;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Reads what has a value: sums, products, literals, parameters, properties and parentheses. */
final class Terms {

    private static final int MAX_SCALE = 400;
    private static final Set<String> RESERVED =
            Set.of("AND", "OR", "NOT", "IN", "IS", "LIKE", "ESCAPE", "EXISTS", "NULL", "TRUE", "FALSE");

    private final Tokens tokens;
    private final Map<String, Object> parameters;
    private final Supplier<Expression> nested;

    Terms(Tokens tokens, Map<String, Object> parameters, Supplier<Expression> nested) {
        this.tokens = tokens;
        this.parameters = parameters;
        this.nested = nested;
    }

    Expression sum() {
        var left = product();
        while (tokens.follows("+") || tokens.follows("-")) {
            left = new Arithmetic(tokens.take().text(), left, product());
        }
        return left;
    }

    private Expression product() {
        var left = factor();
        while (tokens.follows("*") || tokens.follows("/") || tokens.follows("%")) {
            left = new Arithmetic(tokens.take().text(), left, factor());
        }
        return left;
    }

    private Expression factor() {
        var negative = false;
        while (tokens.follows("+") || tokens.follows("-")) {
            negative ^= tokens.take().is("-");
        }
        var value = atom();
        return negative ? new Arithmetic("-", new Literal(BigDecimal.ZERO), value) : value;
    }

    private Expression atom() {
        if (tokens.takes("(")) {
            var inner = nested.get();
            tokens.require(")");
            return inner;
        }
        return switch (tokens.peek().kind()) {
            case STRING -> new Literal(tokens.take().text());
            case NUMBER -> new Literal(number());
            case WORD -> word();
            case QUOTED_NAME -> property();
            case PARAMETER -> new Literal(parameter());
            case SYMBOL, END ->
                throw tokens.bad("Expected a value but found " + tokens.peek().text(), tokens.peek());
        };
    }

    /** Bounded: computing with an arbitrary exponent takes arbitrary memory. */
    private BigDecimal number() {
        var token = tokens.take();
        var number = parse(token);
        if (Math.abs((long) number.scale()) > MAX_SCALE) {
            throw tokens.bad("The number has too many digits", token);
        }
        return number;
    }

    private BigDecimal parse(Token token) {
        try {
            return new BigDecimal(token.text());
        } catch (NumberFormatException e) {
            throw tokens.bad("Not a number that can be told", token);
        }
    }

    private Expression word() {
        if (tokens.takes("TRUE")) {
            return new Literal(true);
        }
        if (tokens.takes("FALSE")) {
            return new Literal(false);
        }
        if (tokens.takes("NULL")) {
            return new Literal(null);
        }
        return property();
    }

    /** A name, perhaps with {@code sys.} or {@code user.} in front, or {@code property(name)}. */
    Property property() {
        var first = tokens.peek();
        var name = name();
        if (tokens.follows("(") && (first.is("property") || first.is("p"))) {
            tokens.take();
            var inner = property();
            tokens.require(")");
            return inner;
        }
        if (!tokens.takes(".")) {
            return new Property(null, name);
        }
        var second = tokens.peek();
        var scoped = name();
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "user" -> new Property(null, scoped);
            case "sys" ->
                new Property(
                        SystemProperty.named(scoped)
                                .orElseThrow(() -> tokens.bad("No such system property: " + scoped, second)),
                        scoped);
            default -> throw tokens.bad("No such scope: " + name, first);
        };
    }

    private Object parameter() {
        var token = tokens.take();
        var value = parameters.get(token.text());
        if (value == null) {
            throw tokens.bad("Parameter " + token.text() + " has no value", token);
        }
        return value;
    }

    String text(String what) {
        var token = tokens.peek();
        if (token.kind() == Kind.PARAMETER && parameter() instanceof String text) {
            return text;
        }
        if (token.kind() == Kind.STRING) {
            return tokens.take().text();
        }
        throw tokens.bad("Expected " + what + " but found " + token.text(), token);
    }

    private String name() {
        var token = tokens.peek();
        var usable = token.kind() == Kind.QUOTED_NAME
                || (token.kind() == Kind.WORD && !RESERVED.contains(token.text().toUpperCase(Locale.ROOT)));
        if (!usable) {
            throw tokens.bad("Expected a property but found " + token.text(), token);
        }
        return tokens.take().text();
    }
}
