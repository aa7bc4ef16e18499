package io.throughline.stack.scaffold;

import static java.util.Map.entry;

import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.events.catalogue.FailureMode;
import io.throughline.events.catalogue.Sla;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An integration's alerts, as Prometheus reads them. */
final class AlertRules {

    /** A shorter outage is no reason to wake anybody, however short the promise is. */
    private static final Duration LEAST_OUTAGE = Duration.ofMinutes(10);

    private final CatalogueEntry entry;

    AlertRules(CatalogueEntry entry) {
        this.entry = entry;
    }

    String content() {
        Map<String, String> values = new HashMap<>(Map.ofEntries(
                entry("integration", entry.integration()),
                entry("module", entry.integration()),
                entry("owner", quoted(entry.owner())),
                entry("downstream", quoted(entry.downstream())),
                entry("events", String.join("|", entry.events()).replace(".", "[.]")),
                entry("open", orders("")),
                entry("stuck", orders(",state=~\"parked|held\"")),
                entry("breaker", breaker()),
                entry("refused", codes("AccessRefused"))));
        values.putAll(promise(new Spoken(entry.sla())));
        String rules = Template.named("observability/rules.yaml").filled(values);
        String conflicts = codes("EffectConflict");
        if (conflicts.isEmpty()) {
            return rules;
        }
        values.put("conflicts", conflicts);
        return rules + Template.named("observability/effect-conflict.yaml").filled(values);
    }

    /** The multiples are those of Google's SRE workbook: 2 %, 5 % and 10 % of a budget of 30 days. */
    private Map<String, String> promise(Spoken promise) {
        return Map.ofEntries(
                entry("lag", promise.lag()),
                entry("for", promise.prometheusLag()),
                entry("outage", outage().prometheusLag()),
                entry("outageSpoken", outage().lag()),
                entry("target", promise.target()),
                entry("fast", promise.burning("14.4")),
                entry("middle", promise.burning("6")),
                entry("slow", promise.burning("1")));
    }

    private Spoken outage() {
        Duration lag = entry.sla().lag();
        return new Spoken(new Sla(
                lag.compareTo(LEAST_OUTAGE) < 0 ? LEAST_OUTAGE : lag,
                entry.sla().target()));
    }

    /** What the catalogue sends to a page is what its alert looks for. */
    private String codes(String runbook) {
        return entry.failureModes().stream()
                .filter(mode -> mode.runbook().equals(runbook))
                .map(FailureMode::code)
                .collect(Collectors.joining("|"));
    }

    /** How many deliveries are open, asked for when the alert is written. */
    private String orders(String states) {
        return """
                {{ with query `sum(max by (state) (throughline_open_deliveries{integration="%s"%s}))` }}\
                {{ . | first | value | printf "%%.0f" }}{{ else }}unknown{{ end }}\
                """.formatted(entry.integration(), states);
    }

    /** 1 while an instance holds calls back; a half-open breaker has not closed yet. */
    private String breaker() {
        return """
                max by (integration) (label_replace(resilience4j_circuitbreaker_state\
                {name="%s",state=~"open|forced_open|half_open"}, "integration", "$1", "name", "(.*)"))\
                """.formatted(entry.integration());
    }

    /** For the inside of single quotes in YAML. */
    private static String quoted(String text) {
        return text.replace("'", "''");
    }
}
