package io.throughline.dashboard.web;

import io.throughline.dashboard.intake.PublishWatch;
import io.throughline.dashboard.ledger.Overview;
import io.throughline.dashboard.ledger.Publishing;
import io.throughline.dashboard.ledger.Window;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the overview shows, for a page that is asked for as for one that is kept up to date. */
@Component
class OverviewView {

    private static final String UNPUBLISHED = "Not published";

    private final LedgerReading ledger;
    private final PublishWatch publishing;

    OverviewView(LedgerReading ledger, PublishWatch publishing) {
        this.ledger = ledger;
        this.publishing = publishing;
    }

    /** The values that template {@code overview} names. */
    Map<String, Object> of(Window window) {
        Reading reading = ledger.of(window);
        Overview overview = reading.overview();
        Map<String, Object> values = new HashMap<>();
        values.put("window", window);
        values.put("windows", Window.values());
        values.put("asOf", Moment.at(overview.at()));
        values.put("banner", banner(overview, publishing.latest()));
        values.put("unpublished", publishing.latest().map(Publishing::missing).orElse(List.of()));
        values.put("alerts", reading.otherAlerts());
        values.put("drifts", DriftView.all(reading.newsOfDrift()));
        values.put(
                "cards",
                overview.integrations().stream()
                        .map(standing -> Card.of(standing, reading))
                        .toList());
        return values;
    }

    private static List<Figure> banner(Overview overview, Optional<Publishing> publishing) {
        Overview.Orders owed = overview.orders();
        Figure oldest = owed.oldestOpenAt() == null
                ? Figure.of("Oldest open", "none", "nothing is owed")
                : Figure.of(
                                "Oldest open",
                                Moment.age(owed.oldestOpenAt(), overview.at()).text(),
                                "since acceptance")
                        .titled(Spoken.utc(owed.oldestOpenAt()));
        return List.of(
                Figure.of("Orders open", Spoken.count(owed.open()), "not finished everywhere"),
                oldest,
                Figure.of("Parked", Spoken.count(owed.parked()), "to be decided")
                        .warningIf(owed.parked() > 0),
                unaccounted(owed),
                unpublished(publishing, overview.at()));
    }

    private static Figure unaccounted(Overview.Orders owed) {
        long nowhere = owed.unaccounted() + owed.absent();
        return Figure.of(
                        "Unaccounted",
                        Spoken.count(nowhere),
                        owed.absent() == 0 ? "must be 0" : Spoken.count(owed.absent()) + " delivered and absent")
                .alarmIf(nowhere > 0);
    }

    private static Figure unpublished(Optional<Publishing> known, Instant now) {
        if (known.isEmpty()) {
            return Figure.of(UNPUBLISHED, Spoken.UNKNOWN, "ingest's log is not read");
        }
        Publishing publishing = known.get();
        Instant blind = publishing.blindSince();
        if (blind != null) {
            return Figure.of(
                            UNPUBLISHED,
                            Spoken.UNKNOWN,
                            "blind since " + Moment.ago(blind, now).text())
                    .warningIf(true)
                    .titled(Spoken.utc(blind));
        }
        return publishing.unaccounted() == null
                ? Figure.of(UNPUBLISHED, Spoken.UNKNOWN, "cannot be judged yet")
                : Figure.of(UNPUBLISHED, Spoken.count(publishing.unaccounted()), "must be 0")
                        .alarmIf(publishing.unaccounted() > 0);
    }
}
