package io.throughline.stack.observability;

import static io.throughline.stack.observability.Observed.ROOT;
import static io.throughline.stack.observability.Observed.RUNBOOKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.catalogue.FailureMode;
import io.throughline.stack.scaffold.Catalogue;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Alerts, runbooks and failure modes, complete both ways. */
class RunbooksTest {

    private static final String PROCEDURE = "## Meaning\nProcedure: ";

    @Test
    void everyAlertHasItsPageAndEveryPageOfAnAlertItsAlert() {
        Set<String> alerts = names(
                Observed.alerts().stream().map(alert -> alert.path("alert").asString()));

        assertThat(names(pages().filter(page -> !Observed.text(page).contains(PROCEDURE))
                        .map(RunbooksTest::name)))
                .isEqualTo(alerts);
    }

    @Test
    void everyAlertSaysWhatItIsWhyWhatIsAtStakeAndWhereToLook() {
        assertThat(Observed.alerts()).isNotEmpty().allSatisfy(alert -> {
            JsonNode notes = alert.path("annotations");
            String name = alert.path("alert").asString();

            assertThat(notes.propertyNames())
                    .as(name)
                    .containsExactlyInAnyOrder("summary", "cause", "orders_at_stake", "runbook", "dashboard");
            assertThat(notes.path("runbook").asString()).isEqualTo("{{ $externalLabels.runbooks }}/" + name + ".md");
            assertThat(alert.path("labels").propertyNames()).containsExactly("severity", "integration", "owner");
        });
    }

    @Test
    void everyFailureModeThatIsAlertedLeadsToThePageOfAnAlert() {
        Set<String> alerts = names(
                Observed.alerts().stream().map(alert -> alert.path("alert").asString()));

        assertThat(Catalogue.of(ROOT).entries())
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.failureModes())
                        .filteredOn(mode -> mode.detectability().equals("alerted"))
                        .extracting(FailureMode::runbook)
                        .as(entry.integration())
                        .isSubsetOf(alerts));
    }

    private static Stream<Path> pages() {
        return Observed.in(RUNBOOKS, ".md").stream()
                .filter(page -> !page.getFileName().toString().equals("README.md"));
    }

    private static String name(Path page) {
        return page.getFileName().toString().replaceFirst("\\.md$", "");
    }

    private static Set<String> names(Stream<String> names) {
        return names.collect(Collectors.toCollection(TreeSet::new));
    }
}
