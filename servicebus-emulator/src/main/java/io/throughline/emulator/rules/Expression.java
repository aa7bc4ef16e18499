package io.throughline.emulator.rules;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A part of a filter. No result is SQL's null, and the unknown of its three-valued logic. */
interface Expression {

    Optional<Object> evaluate(Subject message);

    /** Whether it can be true or false at all: a property can, a sum cannot. */
    default boolean isCondition() {
        return true;
    }

    record Literal(@Nullable Object value) implements Expression {
        @Override
        public Optional<Object> evaluate(Subject message) {
            return Optional.ofNullable(value);
        }

        @Override
        public boolean isCondition() {
            return value == null || value instanceof Boolean;
        }
    }

    record Not(Expression operand) implements Expression {
        @Override
        public Optional<Object> evaluate(Subject message) {
            return operand.evaluate(message).filter(Boolean.class::isInstance).map(Boolean.FALSE::equals);
        }
    }

    /**
     * AND and OR.
     *
     * @param decisive the value of either side that settles the matter: false for AND, true for OR
     */
    record Junction(boolean decisive, Expression left, Expression right) implements Expression {
        @Override
        public Optional<Object> evaluate(Subject message) {
            var first = left.evaluate(message);
            if (first.filter(value -> value.equals(decisive)).isPresent()) {
                return first;
            }
            var second = right.evaluate(message);
            if (second.filter(value -> value.equals(decisive)).isPresent()) {
                return second;
            }
            return isBoolean(first) && isBoolean(second) ? Optional.of(!decisive) : Optional.empty();
        }

        private static boolean isBoolean(Optional<Object> value) {
            return value.filter(Boolean.class::isInstance).isPresent();
        }
    }

    record Comparison(Expression left, IntPredicate wanted, Expression right) implements Expression {
        @Override
        public Optional<Object> evaluate(Subject message) {
            return left.evaluate(message)
                    .flatMap(a -> right.evaluate(message).flatMap(b -> Values.compare(a, b)))
                    .map(wanted::test);
        }
    }

    /** Both IS NULL and, negated by {@link Not}, EXISTS: neither is ever unknown. */
    record Missing(Expression operand) implements Expression {
        @Override
        public Optional<Object> evaluate(Subject message) {
            return Optional.of(operand.evaluate(message).isEmpty());
        }
    }

    record In(Expression operand, List<Expression> choices) implements Expression {
        @Override
        public Optional<Object> evaluate(Subject message) {
            Optional<Object> answer = Optional.of(false);
            for (var choice : choices) {
                var same = new Comparison(operand, order -> order == 0, choice).evaluate(message);
                if (same.filter(Boolean.TRUE::equals).isPresent()) {
                    return same;
                }
                answer = same.isEmpty() && choice.evaluate(message).isEmpty() ? Optional.empty() : answer;
            }
            return operand.evaluate(message).isEmpty() ? Optional.empty() : answer;
        }
    }

    record Like(Expression operand, LikePattern pattern) implements Expression {
        @Override
        public Optional<Object> evaluate(Subject message) {
            return operand.evaluate(message)
                    .filter(String.class::isInstance)
                    .map(text -> pattern.matches((String) text));
        }
    }

    record Arithmetic(String operator, Expression left, Expression right) implements Expression {
        @Override
        public Optional<Object> evaluate(Subject message) {
            return left.evaluate(message)
                    .flatMap(a -> right.evaluate(message).flatMap(b -> Values.compute(operator, a, b)));
        }

        @Override
        public boolean isCondition() {
            return false;
        }
    }
}
