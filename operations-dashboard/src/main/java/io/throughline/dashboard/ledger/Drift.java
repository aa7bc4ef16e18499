package io.throughline.dashboard.ledger;

import java.util.List;

/**
 * Where the catalogue and what runs do not agree.
 *
 * @param fields of the entry that differ, as {@code integration.yaml} spells them; empty but for {@link Kind#DIFFERS}
 */
public record Drift(String integration, Kind kind, List<String> fields) {

    public Drift {
        fields = List.copyOf(fields);
    }

    static Drift of(String integration, Kind kind) {
        return new Drift(integration, kind, List.of());
    }

    /** What is wrong, without the integration's name. */
    public String says() {
        return kind.says + (fields.isEmpty() ? "" : ": " + String.join(", ", fields));
    }

    /** What to do about it. */
    public String remedy() {
        return kind.remedy;
    }

    /** Whether the overview shows it in no other way: whoever fell silent has a card that says so, and an alert. */
    public boolean isNews() {
        return kind != Kind.SILENT;
    }

    /** In which way they do not agree. */
    public enum Kind {
        NO_ENTRY(
                "runs without an entry",
                "Nothing is promised, owed or alerted for it. Restart it: an adapter announces its integration.yaml"
                        + " when it starts. Nobody knows it? Find out whose identity sends on topic outcomes."),
        NOT_LISTED(
                "runs with an entry that this release's catalogue does not hold",
                "The dashboard watches it by what it announced, Prometheus has no alerts for it. Roll out the dashboard"
                        + " and deploy/observability of a release that holds its module."),
        NEVER_HEARD(
                "has an entry and was never heard of",
                "Start it, and look whether it may send on topic outcomes. Not meant to run here? Name it in"
                        + " throughline.dashboard.catalogue.elsewhere."),
        SILENT(
                "has an entry and no sign of life",
                "See ConsumerStopped. Gone for good? Name it in throughline.dashboard.catalogue.elsewhere."),
        DIFFERS(
                "announces another entry than this release's catalogue holds",
                "The dashboard judges it by what it announced, Prometheus by the other. Roll out the adapter, the"
                        + " dashboard and deploy/observability of one release.");

        private final String says;
        private final String remedy;

        Kind(String says, String remedy) {
            this.says = says;
            this.remedy = remedy;
        }
    }
}
