package io.throughline.stack.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.events.catalogue.FailureMode;
import io.throughline.runtime.catalogue.IntegrationYaml;
import io.throughline.stack.process.StackException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Five systems of the kind that one finds, and what their files tell. */
class DiscoverTest {

    static final Path FIXTURES = Path.of("src/test/resources/discovery");

    @TempDir
    Path folder;

    @Test
    void aCrontabTellsOfItsCommandsAndOfTheScriptThatLiesBesideIt() {
        List<Draft> drafts = drafts("crontab");
        CatalogueEntry export = entry(drafts.getFirst());

        assertThat(drafts).hasSize(2);
        assertThat(export.integration()).isEqualTo("parcelworks-adapter");
        assertThat(export.downstream()).isEqualTo("drop.parcelworks.example");
        assertThat(export.sla().lag()).isEqualTo(Duration.ofMinutes(15));
        assertThat(export.events()).contains("order.placed.v1", "order.changed.v1");
        assertThat(codes(export)).containsExactly("changed-between-runs", "file-late-or-empty", "given-up-at-once");
        assertThat(export.legacyPath()).isEqualTo("export-orders.sh (crontab:3)");
        assertThat(drafts.getLast().yaml())
                .contains(
                        "clean-up.py does not lie beside", "lag: PT168H", "nothing in the file says what it is about");
    }

    @Test
    void aFlowTellsHowOftenItLooksAndThatItTriesAgainWithoutAKey() {
        CatalogueEntry flow = entry(drafts("refund-flow.json").getFirst());

        assertThat(flow.integration()).isEqualTo("ledgerly-adapter");
        assertThat(flow.sla().lag()).isEqualTo(Duration.ofHours(2));
        assertThat(flow.events()).containsExactly("order.refunded.v1");
        assertThat(codes(flow)).containsExactly("changed-between-runs", "sent-twice");
        assertThat(flow.title()).isEqualTo("refund-to-ledger to api.ledgerly.example");
    }

    @Test
    void aJobsPropertiesTellWhatItWritesToAndHowPatientItIs() {
        Draft draft = drafts("stock-sync.properties").getFirst();
        CatalogueEntry job = entry(draft);

        assertThat(job.integration()).isEqualTo("keepwell-adapter");
        assertThat(job.sla().lag()).isEqualTo(Duration.ofSeconds(90));
        assertThat(job.events()).containsExactly("order.paid.v1", "order.placed.v1");
        assertThat(codes(job)).containsExactly("changed-between-runs", "given-up-at-once");
        assertThat(draft.yaml()).contains("# http.retries is 0", "# poll.interval is 90000");
    }

    @Test
    void anAccessLogTellsWhoChangesWhatAndHowItWentWrong() {
        List<Draft> drafts = drafts("access_log");
        CatalogueEntry bridge = entry(drafts.getFirst());

        assertThat(drafts)
                .extracting(Draft::module)
                .containsExactly("warehousebridge-adapter", "an-unnamed-caller-adapter");
        assertThat(bridge.events()).contains("order.cancelled.v1", "order.placed.v1");
        assertThat(codes(bridge))
                .containsExactly(
                        "warehousebridge-unavailable", "warehousebridge-unauthorized", "warehousebridge-rejected");
        assertThat(drafts.getFirst().yaml())
                .contains("{201=1, 401=1, 422=1, 503=1}", "/api/orders/{id}/shipment", "does not say how late");
        assertThat(codes(entry(drafts.getLast()))).containsExactly("an-unnamed-caller-unavailable");
    }

    @Test
    void anExportOfFlowsTellsTheirStepsAndWhichAreSwitchedOff() {
        List<Draft> drafts = drafts("zaps.json");
        CatalogueEntry books = entry(drafts.getFirst());

        assertThat(books.integration()).isEqualTo("xero-adapter");
        assertThat(books.events()).containsExactly("order.paid.v1", "order.placed.v1");
        assertThat(drafts.getFirst().yaml())
                .contains("Steps: shopify, formatter, xero")
                .doesNotContain("switched off");
        assertThat(drafts.getLast().yaml()).contains("switched off", "order.refunded.v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"crontab", "refund-flow.json", "stock-sync.properties", "access_log", "zaps.json"})
    void everyDraftKeepsToTheSchemaSaysWhatItGuessedAndTellsNoSecret(String file) {
        assertThat(drafts(file)).isNotEmpty().allSatisfy(draft -> {
            CatalogueEntry entry = entry(draft);

            assertThat(entry.owner()).isEqualTo("unknown");
            assertThat(entry.migrationStage()).isEqualTo("shadow");
            assertThat(draft.yaml())
                    .contains("owner: \"unknown\" # ?", "business-impact: \"unknown\" # ?", "target: 0.99 # ?")
                    .doesNotContain(
                            "Hunter2",
                            "Sesame7",
                            "exporter",
                            "Tr0ub4dor",
                            "eyJ",
                            "opensesame",
                            "k-4411",
                            "s3cr3t",
                            "agency@");
        });
    }

    @Test
    void whatIsNoneOfTheseIsRefusedInWords() throws IOException {
        Path letter = Files.writeString(folder.resolve("letter.txt"), "Dear colleague,\nthe integration is broken.\n");

        assertThatThrownBy(() -> Discover.drafts(letter))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("shows no integration");
        assertThatThrownBy(() -> Discover.drafts(folder.resolve("nowhere"))).hasMessageStartingWith("Cannot read");
    }

    private static List<Draft> drafts(String file) {
        return Discover.drafts(FIXTURES.resolve(file));
    }

    /** As the runtime reads it, schema and all. */
    private static CatalogueEntry entry(Draft draft) {
        try {
            return new IntegrationYaml()
                    .read(new ByteArrayInputStream(draft.yaml().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> codes(CatalogueEntry entry) {
        return entry.failureModes().stream().map(FailureMode::code).toList();
    }
}
