package io.throughline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code ./run --check} does, seen from outside: its exit code and what it prints. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class CheckIT {

    @Test
    void nothingIsLostAndNothingIsDoubled() throws IOException, InterruptedException {
        CheckProcess.Ended check = CheckProcess.run();

        assertThat(check.output())
                .contains("Nothing is lost, nothing is doubled.")
                .doesNotContain("WRONG");
        assertThat(check.code()).isZero();
    }
}
