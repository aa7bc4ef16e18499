package io.throughline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code ./run --check} does, seen from outside: its exit code and what it prints. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CheckIT {

    private static final Pattern LOST = Pattern.compile("WRONG lost: (?<order>\\S+:\\S+) (?<what>\\S+)");
    private static final String RIGHT = "Nothing is lost, nothing is doubled.";

    @Test
    void nothingIsLostOrDoubledAndTheCheckWouldNotice() throws IOException, InterruptedException {
        CheckProcess.Ended check = CheckProcess.run("--sabotage=all");

        assertThat(check.output()).contains(RIGHT);
        String before = check.output().substring(0, check.output().indexOf(RIGHT));
        List<String> after = wrong(check.output().substring(before.length()));
        assertThat(wrong(before)).isEmpty();
        assertThat(after)
                .anyMatch(line -> line.matches("WRONG doubled: \\S+ shipment.*"))
                .anyMatch(line -> line.matches("WRONG doubled: \\S+ invoice.*"));
        assertThat(lost(after))
                .as("the effects of the one order whose event disappeared")
                .containsOnlyKeys("shipment", "invoice", "payment");
        assertThat(Set.copyOf(lost(after).values())).hasSize(1);
        assertThat(after).anyMatch(line -> line.matches("WRONG lost: pieces of \\S+ out of stock.*"));
        assertThat(check.code()).as("the sabotage was noticed").isOne();
    }

    /** Which order lacks it, by what it lacks. */
    private static Map<String, String> lost(List<String> wrong) {
        return wrong.stream()
                .map(LOST::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(line -> line.group("what"), line -> line.group("order")));
    }

    private static List<String> wrong(String output) {
        return output.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("WRONG"))
                .toList();
    }
}
