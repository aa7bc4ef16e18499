package io.throughline.stack.observability;

import static io.throughline.stack.observability.Observed.ROOT;
import static io.throughline.stack.observability.Observed.RUNBOOKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.catalogue.FailureMode;
import io.throughline.stack.runbook.Block;
import io.throughline.stack.scaffold.Catalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    @Test
    void everyBlockSaysHowItIsKnownToWork() {
        assertThat(Block.in(ROOT))
                .hasSizeGreaterThan(100)
                .allSatisfy(block -> assertThat(block.mark())
                        .as("%s:%n%s", block.page(), block.text())
                        .isIn(
                                Block.RUN,
                                "sh example",
                                "sh azure",
                                "sql ingest",
                                "sql adapter",
                                "sql dashboard",
                                "promql",
                                "text"));
        assertThat(Block.in(ROOT))
                .filteredOn(block -> block.mark().equals(Block.RUN))
                .hasSizeGreaterThan(40);
    }

    @Test
    void onlyWhatNeedsAzureIsExcusedByItAndThePageSaysSo() {
        assertThat(Block.in(ROOT))
                .filteredOn(block -> block.text().lines().anyMatch(line -> line.startsWith("az ")))
                .isNotEmpty()
                .allSatisfy(block -> {
                    assertThat(block.mark()).as(block.page()).isEqualTo("sh azure");
                    assertThat(block.text().lines())
                            .as(block.page())
                            .allMatch(line -> line.startsWith("az ") || line.startsWith(" ") || line.startsWith("#"));
                    assertThat(Observed.text(RUNBOOKS.resolve(block.page() + ".md")))
                            .contains("no test of ours executes");
                });
    }

    @Test
    void bashUnderstandsWhatIsNotExecutedToo() throws IOException, InterruptedException {
        String all = Block.in(ROOT).stream()
                .filter(block -> block.mark().startsWith("sh "))
                .map(block -> "# " + block.page() + "\n" + block.text())
                .collect(Collectors.joining());

        Process bash =
                new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        bash.getOutputStream().write(all.getBytes(StandardCharsets.UTF_8));
        bash.getOutputStream().close();

        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(bash.waitFor()).isZero();
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
