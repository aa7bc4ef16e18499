package io.throughline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A short {@code ./faults}: one kill at each moment and two at random times. The long one is run by hand. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class FaultsIT {

    @Test
    void killedAdaptersLoseNothingAndDoubleNothing() throws IOException, InterruptedException {
        CheckProcess.Ended faults = CheckProcess.ofOptions("--kills=10", "--seed=1");

        assertThat(faults.output())
                .containsPattern("lost +0\\b")
                .containsPattern("doubled +0\\b")
                .containsPattern("reordered +0\\b")
                .containsPattern("unfinished +0\\b")
                .doesNotContain("WRONG");
        assertThat(faults.code()).isZero();
    }
}
