package io.throughline.emulator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFilterTest {

    static final UUID ID = UUID.fromString("0199f3a0-0000-7000-8000-000000000001");

    /** A message with a value of each kind; {@code nothing} is not among its properties. */
    static final Subject MESSAGE = new Subject() {
        private final Map<SystemProperty, Object> system = Map.of(
                SystemProperty.LABEL, "order.placed.v1",
                SystemProperty.MESSAGE_ID, "m-1",
                SystemProperty.CORRELATION_ID, "c-1");
        private final Map<String, Object> properties = Map.of(
                "color",
                "blue",
                "size",
                10,
                "big",
                9_000_000_000L,
                "ratio",
                0.5,
                "on",
                true,
                "off",
                false,
                "id",
                ID,
                "odd name",
                "x",
                "100%_sure",
                "50%");

        @Override
        public Optional<Object> system(SystemProperty name) {
            return Optional.ofNullable(system.get(name));
        }

        @Override
        public Optional<Object> property(String name) {
            return Optional.ofNullable(properties.get(name));
        }
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "color = 'blue'",
                "user.color = 'blue'",
                "COLOR IS NULL AND color IS NOT NULL",
                "property(color) = 'blue' and p([odd name]) = 'x'",
                "sys.Label = 'order.placed.v1'",
                "sys.subject LIKE 'order.%'",
                "SYS.MessageId = 'm-1' AND sys.CorrelationId <> 'm-1'",
                "[odd name] = 'x' AND \"odd name\" = N'x'",
                "size = 10 AND size >= 10 AND size <= 10.0 AND size < 10.5 AND size > 9 AND size != 11",
                "big = 9000000000",
                "ratio = 0.5 AND ratio = 5e-1 AND ratio > .4",
                "on = TRUE AND off = false",
                "on AND NOT off",
                "nothing IS NULL",
                "target IS NULL OR target = 'finance-adapter'",
                "EXISTS(color) AND NOT EXISTS(nothing)",
                "color IN ('red', 'blue')",
                "color NOT IN ('red', 'green')",
                "size IN (1, 5 + 5)",
                "color LIKE 'b_u%'",
                "color NOT LIKE 'B%'",
                "[100%_sure] LIKE '50!%' ESCAPE '!'",
                "size + 2 * 3 = 16 AND (size + 2) * 3 = 36 AND size % 3 = 1 AND size / 3 = 3 AND -size < 0 AND +size > 0",
                "size - 2 - 3 = 5",
                "color + 'ish' = 'blueish'",
                "id = '0199F3A0-0000-7000-8000-000000000001'",
                "NOT (color = 'red') AND (size = 1 OR size = 10)",
                "color = 'red' OR color = 'blue' AND size = 10",
                "nothing = 1 OR color = 'blue'",
                "NOT (nothing = 1 AND color = 'red')",
                "'it''s' = 'it''s'",
                "1 = 1",
                "TRUE"
            })
    void matches(String sql) {
        assertThat(SqlFilter.parse(sql).matches(MESSAGE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "color = 'Blue'",
                "color <> 'blue'",
                "nothing = 'x'",
                "NOT nothing = 'x'",
                "nothing <> 'x'",
                "nothing = nothing",
                "nothing IN ('x')",
                "nothing NOT IN ('x')",
                "color NOT IN ('red', nothing)",
                "nothing LIKE '%'",
                "NOT nothing LIKE '%'",
                "nothing = 1 AND color = 'blue'",
                "nothing",
                "NOT nothing",
                "NULL",
                "color = NULL",
                "color = 10",
                "NOT color = 10",
                "size = '10'",
                "size / 0 = 1",
                "size + nothing = 10",
                "color + 1 = 'blue1'",
                "size LIKE '1%'",
                "color AND TRUE",
                "color = 'red' AND size = 10 OR size = 11"
            })
    void doesNotMatch(String sql) {
        assertThat(SqlFilter.parse(sql).matches(MESSAGE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "color =|Expected a value but found the end at position 8",
                "color = 'blue|Quote is not closed at position 9",
                "color ? 1|Unexpected character at position 7",
                "color = 1 size|Unexpected size at position 11",
                "(color = 1|Expected ) but found the end at position 11",
                "sys.Colour = 1|No such system property: Colour at position 5",
                "other.color = 1|No such scope: other at position 1",
                "color LIKE 5|Expected a pattern in quotes but found 5 at position 12",
                "color LIKE 'a' ESCAPE 'ab'|An escape is one character at position 23",
                "color IN ()|Expected a value but found ) at position 11",
                "color IS 5|Expected NULL but found 5 at position 10",
                "color NOT 5|Expected IN but found 5 at position 11",
                "1e999999999 + 1 = size|The number has too many digits at position 1",
                "1e99999999999 = size|Not a number that can be told at position 1",
                "1 + 1|Not a condition at position 1",
                "'text'|Not a condition at position 1",
                "AND color = 1|Expected a property but found AND at position 1"
            })
    void saysWhereABadFilterIsWrong(String sql, String problem) {
        assertThatThrownBy(() -> SqlFilter.parse(sql))
                .isInstanceOf(BadFilterException.class)
                .hasMessage(problem + " of: " + sql);
    }

    @Test
    void refusesWhatIsTooDeepOrTooLong() {
        assertThatThrownBy(() -> SqlFilter.parse("(".repeat(400) + "1 = 1" + ")".repeat(400)))
                .hasMessageContaining("Nested deeper than 64");
        assertThatThrownBy(() -> SqlFilter.parse("color = '" + "x".repeat(1024) + "'"))
                .hasMessageContaining("Longer than 1024 characters");
        assertThatThrownBy(() -> SqlFilter.parse("")).hasMessageContaining("Expected a value but found the end");
    }
}
