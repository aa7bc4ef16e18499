package io.throughline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The check can fail: with suppression switched off it counts the doubles. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class CheckWithoutSuppressionIT {

    @Test
    void noticesWhatSuppressionWouldHavePrevented() throws IOException, InterruptedException {
        CheckProcess.Ended check = CheckProcess.run("--sabotage=suppression");

        assertThat(check.output())
                .contains("Sabotage done: suppression")
                .containsPattern("WRONG doubled: \\S+ shipment")
                .containsPattern("WRONG doubled: \\S+ invoice")
                .doesNotContain("WRONG lost");
        assertThat(check.code()).isOne();
    }
}
