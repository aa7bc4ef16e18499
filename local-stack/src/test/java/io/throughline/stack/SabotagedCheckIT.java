package io.throughline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The check can fail: it names an order whose event disappeared, and counts what suppression would have prevented. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class SabotagedCheckIT {

    @Test
    void namesTheLostOrderAndCountsTheDoubles() throws IOException, InterruptedException {
        CheckProcess.Ended check = CheckProcess.run("--sabotage=all");

        List<String> wrong = check.output()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("WRONG"))
                .toList();
        assertThat(wrong)
                .anyMatch(line -> line.matches("WRONG doubled: \\S+ shipment.*"))
                .anyMatch(line -> line.matches("WRONG doubled: \\S+ invoice.*"));
        assertThat(wrong)
                .filteredOn(line -> line.startsWith("WRONG lost"))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).matches("WRONG lost: \\S+ shipment.*"),
                        line -> assertThat(line).matches("WRONG lost: \\S+ invoice.*"),
                        line -> assertThat(line).matches("WRONG lost: pieces of \\S+ out of stock.*"));
        assertThat(check.code()).isOne();
    }
}
