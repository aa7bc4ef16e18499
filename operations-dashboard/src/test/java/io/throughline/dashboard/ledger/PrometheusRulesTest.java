package io.throughline.dashboard.ledger;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.json.Json;
import io.throughline.dashboard.ledger.Finding.Rule;
import io.throughline.dashboard.ledger.Observed.Burn;
import io.throughline.dashboard.ledger.Observed.Pauses;
import io.throughline.dashboard.ledger.Surroundings.Outbox;
import io.throughline.events.catalogue.CatalogueEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The dashboard's own alerts against the rules of Prometheus: one incident must not be called differently by the two. */
class PrometheusRulesTest {

    private static final Path ROOT = Path.of("..");
    private static final Path RULES = ROOT.resolve("deploy/observability/prometheus/rules");
    private static final Pattern RANGE = Pattern.compile("^min_over_time\\(.*?\\[(\\w+):15s]\\) > 0");
    private static final Pattern AMOUNT = Pattern.compile("(\\d+)([hms])");

    /** One rule of Prometheus. */
    record Told(String alert, String severity, Duration patience, String expression) {}

    static Stream<Path> entries() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules
                    .map(module -> module.resolve("src/main/resources/integration.yaml"))
                    .filter(Files::exists)
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void anIntegrationsAlertsHaveTheNamesSeveritiesAndWaitingTimesOfItsRules(Path file) throws IOException {
        CatalogueEntry entry = entry(file);
        Observed seen = new Observed(entry, null, false, Map.of(), 0, 0, 0, Burn.NONE, Pauses.NONE);
        List<Told> told = rules(RULES.resolve(entry.integration() + ".yaml"));

        assertThat(waits(IntegrationRules.ALL, seen)).isEqualTo(waits(told));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void itsThresholdsAreThoseOfItsRules(Path file) throws IOException {
        CatalogueEntry entry = entry(file);
        List<Told> told = rules(RULES.resolve(entry.integration() + ".yaml"));

        assertThat(expression(told, "SlaBurn", "critical"))
                .contains(
                        "> " + BurnRate.threshold(entry.sla(), BurnRate.FAST).toPlainString() + " and",
                        "> " + BurnRate.threshold(entry.sla(), BurnRate.MIDDLE).toPlainString() + " and",
                        ">= " + BurnRate.LEAST_MISSES)
                .contains("ratio_rate1h", "ratio_rate5m", "ratio_rate6h", "ratio_rate30m");
        assertThat(expression(told, "SlaBurn", "warning"))
                .contains(
                        "> " + BurnRate.threshold(entry.sla(), BurnRate.SLOW).toPlainString() + " and",
                        ">= " + BurnRate.LEAST_MISSES)
                .contains("ratio_rate3d", "ratio_rate6h");
        assertThat(expression(told, "ParkedDeliveries", "critical")).endsWith(">= " + IntegrationRules.MANY_PARKED);
    }

    @Test
    void alertsOfServicesHaveTheNamesSeveritiesAndWaitingTimesOfTheirRules() throws IOException {
        Surroundings seen = new Surroundings(Instant.EPOCH, null, null, null, Outbox.EMPTY, Concerns.NONE, null);
        Map<String, Duration> told = waits(rules(RULES.resolve("throughline.yaml")));

        Map<String, Duration> own = waits(ServiceRules.OF_INGEST, seen);
        own.putAll(waits(ShopRules.ALL, seen));
        own.putAll(waits(ServiceRules.OF_DASHBOARD, seen));

        // Whether the watchdog is heard can only be told from outside; a conflict is an integration's.
        told.keySet().removeAll(List.of("Watchdog none", "EffectConflict critical"));
        assertThat(told).isEqualTo(own);
    }

    @Test
    void thresholdsAboutShopsAreThoseOfTheirRules() throws IOException {
        List<Told> told = rules(RULES.resolve("throughline.yaml"));
        long quarters = Duration.ofHours(2).dividedBy(ShopRules.SILENCE);

        assertThat(expression(told, "WebhookSilence", "critical"))
                .contains("[" + ShopRules.SILENCE.toMinutes() + "m]")
                .endsWith("> " + ShopRules.EXPECTED * quarters);
        assertThat(expression(told, "MissedWebhooks", "warning")).endsWith("[1h])) > " + ShopRules.MANY_MISSED);
        assertThat(expression(told, "OrdersNotFetched", "warning"))
                .endsWith("> " + ShopRules.FETCH_PATIENCE.toSeconds());
        assertThat(expression(told, "ErasureUnfinished", "warning"))
                .endsWith("> " + ShopRules.ERASURE_PATIENCE.toSeconds());
    }

    @Test
    void everyAlertHasItsPage() throws IOException {
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs/runbooks"))) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", ""))
                            .collect(toSet()))
                    .containsAll(Stream.of(Alert.values()).map(Alert::word).toList());
        }
    }

    private static <S> Map<String, Duration> waits(List<Rule<S>> rules, S seen) {
        return rules.stream()
                .collect(toMap(
                        rule -> rule.alert().word() + " " + rule.severity().word(),
                        rule -> rule.patience().apply(seen),
                        (one, other) -> one));
    }

    /** An alert for conflicts is made only for whoever can have some. */
    private static Map<String, Duration> waits(List<Told> told) {
        Map<String, Duration> waits = told.stream()
                .collect(toMap(one -> one.alert + " " + one.severity, Told::patience, (one, other) -> one));
        waits.putIfAbsent("EffectConflict critical", Duration.ZERO);
        return waits;
    }

    private static String expression(List<Told> told, String alert, String severity) {
        return told.stream()
                .filter(one -> one.alert.equals(alert) && one.severity.equals(severity))
                .map(Told::expression)
                .findFirst()
                .orElseThrow();
    }

    private static CatalogueEntry entry(Path file) throws IOException {
        Object read = new Yaml().load(Files.readString(file));
        return Json.mapper().convertValue(read, CatalogueEntry.class);
    }

    private static List<Told> rules(Path file) throws IOException {
        Map<String, List<Map<String, List<Map<String, Object>>>>> read = new Yaml().load(Files.readString(file));
        return read.getOrDefault("groups", List.of()).stream()
                .flatMap(group -> group.getOrDefault("rules", List.of()).stream())
                .filter(rule -> rule.containsKey("alert"))
                .map(PrometheusRulesTest::told)
                .toList();
    }

    private static Told told(Map<String, Object> rule) {
        String expression = String.valueOf(rule.get("expr"));
        // A breaker is looked at over a range, which waits as well and forgives no gap.
        Matcher range = RANGE.matcher(expression);
        Object wait = rule.containsKey("for") ? rule.get("for") : range.find() ? range.group(1) : "0s";
        String severity =
                rule.get("labels") instanceof Map<?, ?> labels ? String.valueOf(labels.get("severity")) : "none";
        return new Told(String.valueOf(rule.get("alert")), severity, duration(String.valueOf(wait)), expression);
    }

    private static Duration duration(String text) {
        Matcher amount = AMOUNT.matcher(text);
        assertThat(amount.matches()).as(text).isTrue();
        long number = Long.parseLong(amount.group(1));
        return switch (amount.group(2)) {
            case "h" -> Duration.ofHours(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
        };
    }
}
