package io.throughline.dashboard.web;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.Parked;
import io.throughline.dashboard.store.ParkedStore;
import io.throughline.dashboard.web.Commands.Target;
import io.throughline.dashboard.web.Decisions.Decision;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Deliveries that wait for a decision, and the forms to make it. */
@Controller
class ParkedPage {

    private final ParkedStore parked;
    private final Decisions decisions;
    private final DashboardProperties properties;
    private final Clock clock;

    ParkedPage(ParkedStore parked, Decisions decisions, DashboardProperties properties, Clock clock) {
        this.parked = parked;
        this.decisions = decisions;
        this.properties = properties;
        this.clock = clock;
    }

    /** All of them, or those of one integration that share a cause. */
    @GetMapping("/parked")
    String parked(
            @RequestParam(required = false) @Nullable String integration,
            @RequestParam(required = false) @Nullable String cause,
            Model model) {
        Instant now = clock.instant();
        List<Parked> found =
                integration == null || cause == null ? parked.parked() : parked.parkedFor(integration, cause);
        List<Row> rows = found.stream().map(one -> Row.of(one, now)).toList();
        model.addAttribute("cause", cause);
        model.addAttribute("rows", rows);
        model.addAttribute("cut", rows.size() == properties.maxRows());
        return "parked";
    }

    @PostMapping("/parked/{integration}/{orderRef}/{sequence}")
    String decide(Target target, Decision decision, Principal actor, RedirectAttributes answer) {
        decisions.take(target, decision, actor).onto(answer);
        return "redirect:/parked";
    }

    /** One parked delivery. */
    record Row(Parked delivery, Moment since, @Nullable String lastWish) {

        static Row of(Parked delivery, Instant now) {
            Parked.LastWish wish = delivery.lastWish();
            return new Row(
                    delivery,
                    Moment.ago(delivery.since(), now),
                    wish == null
                            ? null
                            : wish.word() + " sent "
                                    + Moment.ago(wish.at(), now).text() + " by " + wish.actor());
        }
    }
}
