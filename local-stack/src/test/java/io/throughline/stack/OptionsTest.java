package io.throughline.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.stack.check.Sabotage;
import io.throughline.stack.parts.Service;
import io.throughline.stack.process.StackException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void withoutAnyItRunsOnWhatIsThere() {
        assertThat(Options.of(List.of())).isEqualTo(new Options(false, false, Sabotage.NONE, null, null, null));
    }

    @Test
    void aCheckMayBeSabotaged() {
        assertThat(Options.of(List.of("--check", "--sabotage=lost-event")))
                .isEqualTo(new Options(false, true, Sabotage.LOST_EVENT, null, null, null));
    }

    @Test
    void onlyACheckMayBeSabotaged() {
        assertThatThrownBy(() -> Options.of(List.of("--sabotage=suppression")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("./run --check --sabotage=suppression");
    }

    @Test
    void oneAdapterMayRunAlone() {
        assertThat(Options.of(List.of("--only=finance-adapter")).only()).isEqualTo("finance-adapter");
    }

    @Test
    void anEventIsTriedOnAnAdapter() {
        Options options = Options.of(List.of("--only=finance-adapter", "--try=event.json"));

        assertThat(options.event()).isEqualTo("event.json");
        assertThatThrownBy(() -> Options.of(List.of("--try=event.json"))).hasMessageContaining("Which adapter?");
    }

    @Test
    void whatIsUnknownIsNamed() {
        assertThatThrownBy(() -> Options.of(List.of("--chekc"))).hasMessageContaining("--chekc");
        assertThatThrownBy(() -> Options.of(List.of("--check", "--sabotage=none")))
                .hasMessageContaining("none");
    }

    @Test
    void faultsAreSoManyOfOneSeed() {
        assertThat(Options.of(List.of("--kills=10", "--seed=7")).faults())
                .isEqualTo(new Faults(10, 7, Service.known()));
        assertThat(Options.of(List.of("--kills=10", "--seed=7", "--only=finance-adapter"))
                        .faults())
                .isEqualTo(new Faults(10, 7, List.of(Service.FINANCE)));
        assertThatThrownBy(() -> Options.of(List.of("--kills=10", "--seed=7", "--only=mail-adapter")))
                .hasMessageContaining("cannot count what mail-adapter does");
        assertThat(Options.of(List.of("--kills=10", "--seed=7", "--sabotage=suppression"))
                        .sabotage())
                .isEqualTo(Sabotage.SUPPRESSION);
        assertThatThrownBy(() -> Options.of(List.of("--kills=0", "--seed=7"))).hasMessageContaining("--kills is 1 to");
        assertThatThrownBy(() -> Options.of(List.of("--kills=some", "--seed=7")))
                .hasMessageContaining("take numbers");
    }
}
