package io.throughline.emulator.rules;

import static io.throughline.emulator.rules.SqlFilterTest.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesTest {

    @Test
    void correlationMatchesWhenEveryNamedPropertyIsEqual() {
        assertThat(correlation(Map.of(SystemProperty.LABEL, "order.placed.v1"), Map.of("size", BigDecimal.TEN)))
                .isTrue();
        assertThat(correlation(Map.of(), Map.of("color", "blue", "on", true))).isTrue();
        assertThat(correlation(Map.of(SystemProperty.LABEL, "order.placed.v1"), Map.of("size", 11)))
                .isFalse();
        assertThat(correlation(Map.of(SystemProperty.TO, "anybody"), Map.of())).isFalse();
        assertThat(correlation(Map.of(), Map.of("nothing", "x"))).isFalse();
    }

    private static boolean correlation(Map<SystemProperty, String> system, Map<String, Object> properties) {
        return new CorrelationFilter(system, properties).matches(MESSAGE);
    }

    @Test
    void correlationNamesAtLeastOneProperty() {
        assertThatThrownBy(() -> new CorrelationFilter(Map.of(), Map.of()))
                .hasMessageContaining("at least one property");
    }

    @Test
    void parametersStandForTheirValues() {
        var parameters = Map.<String, Object>of("@least", BigDecimal.TEN, "@yes", true, "@begin", "bl%", "@to", "x");

        assertThat(SqlFilter.parse(new Sql("size >= @least and @yes and color like @begin", parameters))
                        .matches(MESSAGE))
                .isTrue();
        assertThat(SqlFilter.parse(new Sql("size > @least", parameters)).matches(MESSAGE))
                .isFalse();
        assertThat(SqlAction.parse(new Sql("SET a = @to", parameters))
                        .on(MESSAGE)
                        .properties())
                .containsEntry("a", "x");
    }

    @Test
    void aParameterWithoutValueOrOfTheWrongKindIsNamed() {
        assertThatThrownBy(() -> SqlFilter.parse("size > @most"))
                .hasMessage("Parameter @most has no value at position 8 of: size > @most");
        assertThatThrownBy(() -> SqlFilter.parse(new Sql("color LIKE @five", Map.of("@five", 5))))
                .hasMessageStartingWith("Expected a pattern in quotes but found @five at position 12");
        assertThatThrownBy(() -> SqlAction.parse(new Sql("SET @to = 1", Map.of("@to", "x"))))
                .hasMessageStartingWith("Expected a property but found @to at position 5");
    }

    @Test
    void actionSetsAndRemovesOneAfterTheOther() {
        var action = SqlAction.parse("SET a = size + 1; SET sys.To = color; SET b = a * 2, REMOVE color");

        var changes = action.on(MESSAGE);

        assertThat(changes.properties()).containsEntry("a", new BigDecimal(11)).containsEntry("b", new BigDecimal(22));
        assertThat(changes.system()).containsEntry(SystemProperty.TO, "blue");
        assertThat(changes.removed()).containsExactly("color");
    }

    @Test
    void actionSaysWhereItIsWrong() {
        assertThatThrownBy(() -> SqlAction.parse("SET a = 1; DROP b"))
                .isInstanceOf(BadFilterException.class)
                .hasMessageStartingWith("Expected SET but found DROP at position 12");
    }
}
