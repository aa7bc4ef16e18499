package io.throughline.stack.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Grafana's dashboards, and the expressions of the runbooks: what they ask for is measured. */
class DashboardsTest {

    private static final Pattern METER = Pattern.compile("\\b(throughline_[a-z_]+)\\b");

    private static final Pattern RECORDED = Pattern.compile("\\bthroughline:[a-z_:0-9]+");

    /** What Micrometer adds to a meter's name. */
    private static final String ENDING = "_(total|seconds|count|sum|max|bucket)";

    @Test
    void everyMeterThatIsAskedForExistsInTheCode() {
        Set<String> asked = Stream.of(
                        Observed.queriesOfDashboards().stream(),
                        Observed.rules().stream().map(Observed::text),
                        Observed.expressionsOfRunbooks().stream())
                .flatMap(queries -> queries)
                .flatMap(query -> METER.matcher(query).results().map((MatchResult found) -> found.group(1)))
                .map(DashboardsTest::bare)
                .collect(Collectors.toSet());

        assertThat(asked).hasSizeGreaterThan(10).isSubsetOf(declared());
    }

    @Test
    void everyRatioThatARunbookAsksForIsRecorded() {
        Set<String> recorded = Observed.rules().stream()
                .flatMap(file -> Observed.yaml(file).path("groups").valueStream())
                .flatMap(group -> group.path("rules").valueStream())
                .map(rule -> rule.path("record").asString())
                .collect(Collectors.toSet());

        assertThat(Observed.expressionsOfRunbooks().stream()
                        .flatMap(query -> RECORDED.matcher(query).results())
                        .map(MatchResult::group))
                .isNotEmpty()
                .allMatch(recorded::contains);
    }

    @Test
    void everyPanelAsksSomethingAndHasAPlaceOfItsOwn() {
        assertThat(Observed.dashboards()).hasSize(2).allSatisfy(dashboard -> {
            List<String> places = dashboard
                    .path("panels")
                    .valueStream()
                    .map(panel -> panel.path("gridPos").path("x") + "/"
                            + panel.path("gridPos").path("y"))
                    .toList();

            assertThat(places).doesNotHaveDuplicates().isNotEmpty();
            assertThat(dashboard.path("panels").valueStream())
                    .allMatch(panel -> !panel.path("targets").isEmpty());
        });
    }

    private static Set<String> declared() {
        return Meters.declared(Observed.ROOT).stream().map(DashboardsTest::bare).collect(Collectors.toSet());
    }

    private static String bare(String meter) {
        String shorter = meter.replaceFirst(ENDING + "$", "");
        return shorter.equals(meter) ? meter : bare(shorter);
    }
}
