package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Baseline;
import io.throughline.dashboard.ledger.Measure;
import io.throughline.dashboard.web.Results.OfMonth;
import io.throughline.dashboard.web.Results.Part;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A month's results on the page. */
record ResultsView(Moment countedAt, String estimate, List<PartView> parts) {

    /** @param integration empty for all of them together */
    record PartView(String integration, String title, List<Line> lines) {}

    /** @param baseline absent when none was entered */
    record Line(String label, String value, @Nullable Before baseline) {}

    /** What it was, and who says so. */
    record Before(String value, String source, String actor, Moment at) {}

    static ResultsView of(OfMonth results) {
        Part all = results.parts().getFirst();
        return new ResultsView(
                Moment.at(results.countedAt()),
                Spoken.counted(all.human().acts(), "act", "acts")
                        + " of the audit log, each with the time since the same"
                        + " person's act before it, and "
                        + Spoken.duration(Duration.ofSeconds(all.human().atMostSeconds()))
                        + " at most. The first of a series counts that much, because looking leaves no trace.",
                results.parts().stream().map(ResultsView::part).toList());
    }

    private static PartView part(Part part) {
        return new PartView(
                part.integration(),
                part.integration().isEmpty() ? "All integrations" : part.integration(),
                part.rows().stream()
                        .map(row -> new Line(
                                row.measured().measure().label(),
                                spoken(
                                        row.measured().measure(),
                                        row.measured().currency(),
                                        row.measured().value()),
                                before(row.baseline())))
                        .toList());
    }

    private static @Nullable Before before(@Nullable Baseline baseline) {
        return baseline == null
                ? null
                : new Before(
                        spoken(baseline.measure(), baseline.currency(), baseline.value()),
                        baseline.source(),
                        baseline.by().actor(),
                        Moment.at(baseline.at()));
    }

    private static String spoken(Measure measure, String currency, @Nullable BigDecimal value) {
        if (value == null) {
            return Spoken.UNKNOWN;
        }
        return switch (measure.kind()) {
            case COUNT, RATIO -> number(value);
            case SECONDS -> Spoken.seconds(value.doubleValue());
            case MINUTES -> number(value) + " min";
            case MONEY -> currency + " " + number(value);
        };
    }

    private static String number(BigDecimal value) {
        return String.format(Locale.ENGLISH, "%,." + Math.max(0, value.scale()) + "f", value);
    }
}
