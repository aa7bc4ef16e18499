package io.throughline.stack.observability;

import static io.throughline.stack.observability.Observed.PROMETHEUS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alerts as Prometheus itself judges them. */
class PromtoolIT {

    private static final Pattern FIRES = Pattern.compile("alertname=\"([A-Za-z]+)\",severity=");

    @TempDir
    Path folder;

    private final DebianTool promtool = new DebianTool("promtool");

    @Test
    void prometheusUnderstandsItsConfigurationAndEveryRule() throws IOException, InterruptedException {
        String printed = promtool.run(PROMETHEUS, Stream.of("check", "config", "prometheus.yaml"));

        assertThat(printed).contains("rules found").doesNotContain("FAILED", "WARNING");
    }

    @Test
    void everyAlertFiresOnItsConditionAloneAndIsSilentWithoutIt() throws IOException, InterruptedException {
        String printed = promtool.run(PROMETHEUS, Stream.concat(Stream.of("test", "rules"), names(tests())));

        assertThat(printed).contains("SUCCESS").doesNotContain("no file match");
    }

    @Test
    void noAlertIsLeftOutOfTheseTests() {
        Set<String> tested = tests().map(Observed::text)
                .flatMap(text -> FIRES.matcher(text).results().map(found -> found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        tested.add("Watchdog"); // fires always, which the tests say of it by its whole text

        assertThat(tested)
                .isEqualTo(Observed.alerts().stream()
                        .map(alert -> alert.path("alert").asString())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void prometheusUnderstandsEveryExpressionInARunbook() throws IOException, InterruptedException {
        List<String> expressions = Observed.expressionsOfRunbooks();

        assertThat(expressions).hasSizeGreaterThan(20);
        new Expressions(expressions).check(folder);
    }

    @Test
    void prometheusUnderstandsEveryQueryOfEveryDashboard() throws IOException, InterruptedException {
        List<String> queries = Observed.queriesOfDashboards();

        assertThat(queries).hasSizeGreaterThan(30);
        new Expressions(queries).check(folder);
    }

    private static Stream<Path> tests() {
        return Observed.in(PROMETHEUS.resolve("tests"), ".yaml").stream();
    }

    private static Stream<String> names(Stream<Path> files) {
        return files.map(file -> PROMETHEUS.relativize(file).toString());
    }
}
