package io.throughline.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.stack.check.Sabotage;
import io.throughline.stack.process.StackException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void withoutAnyItRunsOnWhatIsThere() {
        assertThat(Options.of(List.of())).isEqualTo(new Options(false, false, Sabotage.NONE));
    }

    @Test
    void aCheckMayBeSabotaged() {
        assertThat(Options.of(List.of("--check", "--sabotage=lost-event")))
                .isEqualTo(new Options(false, true, Sabotage.LOST_EVENT));
    }

    @Test
    void onlyACheckMayBeSabotaged() {
        assertThatThrownBy(() -> Options.of(List.of("--sabotage=suppression")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("./run --check --sabotage=suppression");
    }

    @Test
    void whatIsUnknownIsNamed() {
        assertThatThrownBy(() -> Options.of(List.of("--chekc"))).hasMessageContaining("--chekc");
        assertThatThrownBy(() -> Options.of(List.of("--check", "--sabotage=none")))
                .hasMessageContaining("none");
    }
}
