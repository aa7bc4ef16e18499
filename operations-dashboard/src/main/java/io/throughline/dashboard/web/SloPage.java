package io.throughline.dashboard.web;

import io.throughline.dashboard.store.SloStore;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What each integration promises, how well it keeps it, and how long the error budget lasts. */
@Controller
class SloPage {

    private final SloStore slos;
    private final Clock clock;

    SloPage(SloStore slos, Clock clock) {
        this.slos = slos;
        this.clock = clock;
    }

    @GetMapping("/slo")
    String slo(Model model) {
        Instant now = clock.instant();
        model.addAttribute(
                "all", slos.all().stream().map(slo -> SloView.of(slo, now)).toList());
        return "slo";
    }
}
