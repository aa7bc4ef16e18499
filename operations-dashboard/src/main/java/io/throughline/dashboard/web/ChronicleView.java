package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Chronicle;
import io.throughline.dashboard.ledger.Chronicle.Band;
import io.throughline.dashboard.ledger.Chronicle.Mark;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * In words, what the charts of an integration's page show in marks and bands. Newest first.
 *
 * @param stretches when its calls did not simply go out
 */
record ChronicleView(List<Change> changes, List<Stretch> stretches) {

    static ChronicleView of(Chronicle chronicle) {
        return new ChronicleView(
                chronicle.marks().stream()
                        .sorted(Comparator.comparing(Mark::at).reversed())
                        .map(Change::of)
                        .toList(),
                chronicle.bands().reversed().stream().map(Stretch::of).toList());
    }

    /** What was replaced by what. */
    record Change(Moment at, String what, String was, String is) {

        private static Change of(Mark mark) {
            String what = switch (mark.kind()) {
                case VERSION -> "Version";
                case CONFIGURATION -> "Configuration changed";
            };
            return new Change(Moment.at(mark.at()), what, mark.was(), mark.is());
        }
    }

    /** @param lasted until it ends, of what is planned */
    record Stretch(Moment from, String what, String lasted) {

        private static Stretch of(Band band) {
            String what = switch (band.kind()) {
                case BREAKER_OPEN -> "Breaker open";
                case BREAKER_HALF_OPEN -> "Breaker half-open";
                case PAUSED -> "Calls paused";
                case MAINTENANCE -> "Planned maintenance";
            };
            return new Stretch(
                    Moment.at(band.from()), what, Spoken.duration(Duration.between(band.from(), band.until())));
        }
    }
}
