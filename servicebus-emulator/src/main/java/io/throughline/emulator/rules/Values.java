package io.throughline.emulator.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Compares and computes with the values of properties. What does not fit together has no result. */
final class Values {

    /** A result beyond is none: an action that doubles a value a hundred times must not take all memory. */
    private static final int MAX_TEXT = 65_536;

    private static final int MAX_DIGITS = 1_000;

    private Values() {}

    static Optional<Integer> compare(Object left, Object right) {
        if (left instanceof Number && right instanceof Number) {
            return decimal(left).flatMap(a -> decimal(right).map(a::compareTo));
        }
        if (left instanceof String a && right instanceof String b) {
            return Optional.of(a.compareTo(b));
        }
        if (left instanceof Instant a && right instanceof Instant b) {
            return Optional.of(a.compareTo(b));
        }
        if (left instanceof Boolean a && right instanceof Boolean b) {
            return Optional.of(Boolean.compare(a, b));
        }
        // An id is written as a string in a filter, whatever its type on the wire.
        if (left instanceof UUID || right instanceof UUID) {
            return Optional.of(left.toString().compareToIgnoreCase(right.toString()));
        }
        return left.equals(right) ? Optional.of(0) : Optional.empty();
    }

    static Optional<Object> compute(String operator, Object left, Object right) {
        if (operator.equals("+") && left instanceof String a && right instanceof String b) {
            return a.length() + b.length() > MAX_TEXT ? Optional.empty() : Optional.of(a + b);
        }
        return decimal(left)
                .flatMap(a -> decimal(right).flatMap(b -> compute(operator, a, b)))
                .filter(Values::isBounded)
                .map(Object.class::cast);
    }

    private static boolean isBounded(BigDecimal number) {
        return number.precision() <= MAX_DIGITS && Math.abs((long) number.scale()) <= MAX_DIGITS;
    }

    private static Optional<BigDecimal> compute(String operator, BigDecimal a, BigDecimal b) {
        return switch (operator) {
            case "+" -> Optional.of(a.add(b));
            case "-" -> Optional.of(a.subtract(b));
            case "*" -> Optional.of(a.multiply(b));
            case "/" -> b.signum() == 0 ? Optional.empty() : Optional.of(quotient(a, b));
            case "%" -> b.signum() == 0 ? Optional.empty() : Optional.of(a.remainder(b));
            default -> throw new IllegalArgumentException("No such operator: " + operator);
        };
    }

    /** Whole numbers divide to whole numbers, as in SQL. */
    private static BigDecimal quotient(BigDecimal a, BigDecimal b) {
        return a.scale() <= 0 && b.scale() <= 0 ? a.divideToIntegralValue(b) : a.divide(b, MathContext.DECIMAL128);
    }

    private static Optional<BigDecimal> decimal(Object value) {
        return switch (value) {
            case BigDecimal decimal -> Optional.of(decimal);
            case Double number when !Double.isFinite(number) -> Optional.empty();
            case Float number when !Float.isFinite(number) -> Optional.empty();
            case Number number -> Optional.of(new BigDecimal(number.toString()));
            default -> Optional.empty();
        };
    }
}
