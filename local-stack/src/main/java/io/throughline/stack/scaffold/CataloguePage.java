package io.throughline.stack.scaffold;

import static java.util.Map.entry;

import io.throughline.events.catalogue.CatalogueEntry;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code docs/integrations.md}: the catalogue, for people. */
final class CataloguePage {

    private static final int WORST = 10;

    private final List<CatalogueEntry> entries;

    CataloguePage(Catalogue catalogue) {
        this.entries = catalogue.entries();
    }

    String content() {
        return Template.named("observability/integrations.md")
                .filled(Map.of(
                        "overview",
                        lines(entries.stream().map(CataloguePage::row)),
                        "worst",
                        numbered(entries.stream()
                                .flatMap(entry -> Risk.of(entry).stream())
                                .sorted(Risk.WORST_FIRST)
                                .limit(WORST)
                                .map(risk -> cells(link(risk.integration())) + risk(risk))
                                .toList()),
                        "integrations",
                        entries.stream().map(CataloguePage::section).collect(Collectors.joining("\n"))));
    }

    private static String row(CatalogueEntry entry) {
        Spoken promise = new Spoken(entry.sla());
        return "|"
                + cells(
                        link(entry.integration()),
                        entry.owner(),
                        entry.downstream(),
                        promise.target() + " within " + promise.lag(),
                        entry.legacyPath(),
                        entry.migrationStage(),
                        Integer.toString(Risk.of(entry).getFirst().number()));
    }

    private static String section(CatalogueEntry entry) {
        Spoken promise = new Spoken(entry.sla());
        return Template.named("observability/integration.md")
                .filled(Map.ofEntries(
                        entry("integration", entry.integration()),
                        entry("title", entry.title()),
                        entry("impact", sentence(entry.businessImpact())),
                        entry("owner", entry.owner()),
                        entry("downstream", entry.downstream()),
                        entry("events", "`" + String.join("`, `", entry.events()) + "`"),
                        entry("contract", entry.contract()),
                        entry("target", promise.target()),
                        entry("lag", promise.lag()),
                        entry("legacy", entry.legacyPath()),
                        entry("stage", entry.migrationStage()),
                        entry(
                                "modes",
                                numbered(Risk.of(entry).stream()
                                        .map(CataloguePage::risk)
                                        .toList()))));
    }

    private static String risk(Risk risk) {
        String runbook = risk.mode().runbook();
        return cells(
                "`" + risk.mode().code() + "`",
                risk.factors(),
                Integer.toString(risk.number()),
                "[" + runbook + "](runbooks/" + runbook + ".md)");
    }

    private static String numbered(List<String> rows) {
        return lines(
                IntStream.range(0, rows.size()).mapToObj(place -> "|" + cells("" + (place + 1)) + rows.get(place)));
    }

    private static String cells(String... values) {
        return Stream.of(values)
                .map(value -> " " + value.replace("|", "\\|") + " |")
                .collect(Collectors.joining());
    }

    private static String link(String integration) {
        return "[" + integration + "](#" + integration + ")";
    }

    private static String sentence(String text) {
        String stripped = text.strip();
        return stripped.endsWith(".") ? stripped : stripped + ".";
    }

    private static String lines(Stream<String> rows) {
        return rows.collect(Collectors.joining("\n"));
    }
}
