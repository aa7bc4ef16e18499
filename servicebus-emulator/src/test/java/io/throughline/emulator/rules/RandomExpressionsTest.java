package io.throughline.emulator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody writes as a filter or an action, it is refused in words or has a result. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RandomExpressionsTest {

    private static final int EXPRESSIONS = 1_000;

    /** Most are whole parts of the language, so that much of what is made of them can be read. */
    private static final List<String> PARTS = List.of(
            "a",
            "b",
            "sys.Label",
            "user.x",
            "[q r]",
            "\"s\"",
            "'text'",
            "'%t_'",
            "''",
            "1",
            "2.5",
            "1e9",
            "-3",
            "1e400",
            "0",
            "NULL",
            "TRUE",
            "FALSE",
            "AND",
            "OR",
            "NOT",
            "IN",
            "IS",
            "LIKE",
            "ESCAPE",
            "EXISTS",
            "SET",
            "REMOVE",
            "(",
            ")",
            "(",
            ")",
            ",",
            ";",
            "=",
            "<>",
            "<",
            ">",
            "<=",
            ">=",
            "!=",
            "+",
            "-",
            "*",
            "/",
            "%",
            "property(",
            "'",
            "[",
            "\"",
            "$",
            "\u0000",
            "ß",
            "\uD83D",
            "@p");

    /** Values of every kind. */
    private record Values(Random random) implements Subject {
        private Optional<Object> any() {
            return switch (random.nextInt(9)) {
                case 0 -> Optional.of("text");
                case 1 -> Optional.of(random.nextLong());
                case 2 -> Optional.of(Double.NaN);
                case 3 -> Optional.of(Float.MAX_VALUE);
                case 4 -> Optional.of(random.nextBoolean());
                case 5 -> Optional.of(Instant.EPOCH);
                case 6 -> Optional.of(new UUID(1, 2));
                case 7 -> Optional.of('c');
                default -> Optional.empty();
            };
        }

        @Override
        public Optional<Object> system(SystemProperty name) {
            return any();
        }

        @Override
        public Optional<Object> property(String name) {
            return any();
        }
    }

    private static String soup(Random random) {
        return IntStream.range(0, 1 + random.nextInt(25))
                .mapToObj(i -> PARTS.get(random.nextInt(PARTS.size())))
                .collect(Collectors.joining(random.nextInt(4) == 0 ? "" : " "));
    }

    /** A condition that follows the grammar, so deep. */
    private static String condition(Random random, int depth) {
        if (depth == 0) {
            return switch (random.nextInt(6)) {
                case 0 -> "EXISTS(a)";
                case 1 -> "b IS NOT NULL";
                case 2 -> "a NOT LIKE '%x_y%'";
                case 3 -> "a IN (1, 'x', b)";
                case 4 -> "a";
                default -> term(random, 2) + " <= " + term(random, 2);
            };
        }
        var inner = condition(random, depth - 1);
        return switch (random.nextInt(4)) {
            case 0 -> "NOT (" + inner + ")";
            case 1 -> "(" + inner + ") OR " + condition(random, 0);
            case 2 -> condition(random, 0) + " AND (" + inner + ")";
            default -> inner;
        };
    }

    private static String term(Random random, int depth) {
        return depth == 0
                ? List.of("a", "1", "'x'", "2.5", "-b").get(random.nextInt(5))
                : "(" + term(random, depth - 1)
                        + List.of("+", "-", "*", "/", "%").get(random.nextInt(5)) + term(random, depth - 1) + ")";
    }

    private static String damaged(String sql, Random random) {
        var at = random.nextInt(sql.length());
        return sql.substring(0, at)
                + (random.nextBoolean() ? PARTS.get(random.nextInt(PARTS.size())) : "")
                + sql.substring(Math.min(sql.length(), at + random.nextInt(4)));
    }

    private static boolean answers(String sql, Random random) {
        try {
            SqlFilter.parse(sql).matches(new Values(random));
            return true;
        } catch (BadFilterException refused) {
            return false;
        }
    }

    private static boolean acts(String sql, Random random) {
        try {
            SqlAction.parse(sql).on(new Values(random));
            return true;
        } catch (BadFilterException refused) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void refusesInItsOwnWordsWhatItCannotRead(long seed) {
        var random = new Random(seed);
        var read = 0;
        for (var i = 0; i < EXPRESSIONS; i++) {
            var whole = condition(random, random.nextInt(6));
            assertThat(answers(whole, random)).as(whole).isTrue();
            read += answers(damaged(whole, random), random) ? 1 : 0;
            read += answers(soup(random), random) ? 1 : 0;
            read += acts("SET a = " + term(random, 3) + "; REMOVE b", random) ? 1 : 0;
            read += acts("SET a = " + soup(random), random) ? 1 : 0;
        }
        assertThat(read).isGreaterThan(EXPRESSIONS);
    }

    @Test
    void boundsNestingAndLength() {
        assertThatThrownBy(() -> SqlFilter.parse("(".repeat(65) + "a = 1" + ")".repeat(65)))
                .isInstanceOf(BadFilterException.class)
                .hasMessageContaining("Nested deeper than 64");
        assertThatThrownBy(() -> SqlFilter.parse("a = " + "1".repeat(1021))).hasMessageContaining("Longer than 1024");
        assertThat(answers("NOT ".repeat(250) + "a = 1", new Random(1))).isTrue();
        assertThat(answers("a = 1" + "+1".repeat(500), new Random(1))).isTrue();
        assertThat(answers("a=" + "-".repeat(1000) + "1", new Random(1))).isTrue();
    }

    @Test
    void boundsWhatActionsMakeOfNumbersAndTexts() {
        var numbers = "SET a=9e400;" + "SET a=a*a;".repeat(100);
        var texts = "SET a='abcdefgh';" + "SET a=a+a;".repeat(100);

        assertThat(SqlAction.parse(numbers).on(new Values(new Random(1))).properties())
                .doesNotContainKey("a");
        assertThat(SqlAction.parse(texts).on(new Values(new Random(1))).properties())
                .doesNotContainKey("a");
    }

    @Test
    void matchesAPatternOfManyWildcardsInBoundedTime() {
        var pattern = LikePattern.compile("%a".repeat(400) + "b", "");

        assertThat(pattern.matches("a".repeat(10_000))).isFalse();
        assertThat(pattern.matches("a".repeat(10_000) + "b")).isTrue();
    }
}
