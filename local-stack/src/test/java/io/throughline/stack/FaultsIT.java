package io.throughline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.stack.faults.Moment;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A short {@code ./faults} with one adapter: kills at each moment and at a random time, after which nothing is
 * lost or doubled; then suppression is switched off, and the same count finds doubles. The long one is run by hand.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class FaultsIT {

    private static final String SABOTAGE = "Sabotage done: suppression";

    @Test
    void killedAdaptersLoseNothingAndDoubleNothingUnlessSuppressionIsSwitchedOff()
            throws IOException, InterruptedException {
        CheckProcess.Ended faults =
                CheckProcess.kill(12, "--seed=1", "--only=fulfillment-adapter", "--sabotage=suppression");

        assertThat(faults.output()).contains(SABOTAGE);
        int sabotaged = faults.output().indexOf(SABOTAGE);
        assertThat(faults.output().substring(0, sabotaged))
                .containsPattern("lost +0\\b")
                .containsPattern("doubled +0\\b")
                .containsPattern("reordered +0\\b")
                .containsPattern("unfinished +0\\b")
                .doesNotContain("WRONG")
                .contains("PostgreSQL killed", "connections to the broker dropped")
                .satisfies(output -> {
                    for (Moment moment : Moment.values()) {
                        assertThat(output).containsPattern("\n +" + moment.words() + " +[1-9]");
                    }
                });
        assertThat(faults.output().substring(sabotaged))
                .containsPattern("WRONG doubled: \\S+ shipment")
                .containsPattern("doubled +[1-9]")
                .doesNotContain("WRONG lost");
        assertThat(faults.code()).isOne();
    }
}
