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
