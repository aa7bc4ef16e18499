package io.throughline.dashboard.web;

import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** All integrations, riskiest first: what each promises and fears, and what was measured. */
@Controller
class CataloguePage {

    private final Catalogue catalogue;
    private final Clock clock;

    CataloguePage(Catalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** Lets the template speak of what was seen. */
    record Since(Instant now) {

        public Moment ago(Instant instant) {
            return Moment.ago(instant, now);
        }

        public String times(long parkings) {
            return Spoken.counted(parkings, "time", "times");
        }
    }

    @GetMapping("/catalogue")
    String catalogue(Model model) {
        model.addAttribute("all", catalogue.all());
        model.addAttribute("since", new Since(clock.instant()));
        return "catalogue";
    }
}
