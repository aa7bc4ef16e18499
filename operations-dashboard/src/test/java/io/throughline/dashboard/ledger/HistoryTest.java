package io.throughline.dashboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.throughline.dashboard.ledger.History.Decided;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {

    @ParameterizedTest
    @CsvSource({
        "1000, 0, 0.999, 1",
        "9995, 5, 0.999, 0.5",
        "999, 1, 0.999, 0",
        "998, 2, 0.999, -1",
        "10, 0, 1, 1",
        "10, 1, 1, -1",
    })
    void theBudgetIsWhatIsLeftOfTheMissesThatAPromiseAllows(long met, long missed, double target, double left) {
        var history = new History(Decided.NONE, Decided.NONE, new Decided(met, missed), List.of());

        assertThat(history.budgetLeft(target).orElseThrow()).isCloseTo(left, offset(1e-9));
    }

    @Test
    void nothingIsSaidOfWhatWasNotDecided() {
        assertThat(History.NONE.budgetLeft(0.999)).isEmpty();
        assertThat(History.NONE.month().adherence()).isEmpty();
    }
}
