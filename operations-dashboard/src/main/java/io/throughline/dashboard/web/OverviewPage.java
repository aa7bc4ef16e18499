package io.throughline.dashboard.web;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.intake.PublishWatch;
import io.throughline.dashboard.ledger.FoundOrder;
import io.throughline.dashboard.ledger.Overview;
import io.throughline.dashboard.ledger.Publishing;
import io.throughline.dashboard.ledger.Window;
import io.throughline.dashboard.store.OrderStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The first page: how everything stands, and the way to one order. */
@Controller
class OverviewPage {

    private static final String UNPUBLISHED = "Not published";

    private final LedgerReading ledger;
    private final OrderStore orders;
    private final PublishWatch publishing;
    private final DashboardProperties properties;

    OverviewPage(LedgerReading ledger, OrderStore orders, PublishWatch publishing, DashboardProperties properties) {
        this.ledger = ledger;
        this.orders = orders;
        this.publishing = publishing;
        this.properties = properties;
    }

    @GetMapping("/")
    String overview(@RequestParam(defaultValue = "24h") String window, Model model) {
        show(window, model);
        return "overview";
    }

    /** What the page replaces itself with while somebody looks. */
    @GetMapping("/figures")
    String figures(@RequestParam(defaultValue = "24h") String window, Model model) {
        show(window, model);
        return "overview :: figures";
    }

    @GetMapping("/search")
    String search(@RequestParam(defaultValue = "") String term, Model model) {
        List<FoundOrder> found = term.isBlank() ? List.of() : orders.search(term.strip());
        if (found.size() == 1) {
            return "redirect:" + orderPath(found.getFirst().orderKey());
        }
        model.addAttribute("term", term.strip());
        model.addAttribute("found", found);
        return "search";
    }

    private static String orderPath(String orderKey) {
        return UriComponentsBuilder.fromPath("/orders")
                .pathSegment(orderKey)
                .build()
                .encode()
                .toUriString();
    }

    private void show(String word, Model model) {
        Window window = Window.named(word).orElse(Window.DAY);
        Overview overview = ledger.of(window);
        model.addAttribute("window", window);
        model.addAttribute("windows", Window.values());
        model.addAttribute("asOf", Moment.at(overview.at()));
        model.addAttribute("runbookPages", properties.runbooks());
        model.addAttribute("banner", banner(overview, publishing.latest()));
        model.addAttribute(
                "unpublished", publishing.latest().map(Publishing::missing).orElse(List.of()));
        model.addAttribute(
                "cards",
                overview.integrations().stream()
                        .map(standing -> Card.of(standing, overview))
                        .toList());
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
                Figure.of("Unaccounted", Spoken.count(owed.unaccounted()), "must be 0")
                        .alarmIf(owed.unaccounted() > 0),
                unpublished(publishing, overview.at()));
    }
}
