package io.throughline.dashboard.web;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.Parked;
import io.throughline.dashboard.store.ParkedStore;
import io.throughline.dashboard.web.Commands.Target;
import io.throughline.dashboard.web.Commands.Who;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Deliveries that wait for a decision, and the forms to make it. */
@Controller
class ParkedPage {

    private static final int LONGEST_REASON = 500;

    private final ParkedStore parked;
    private final Commands commands;
    private final DashboardProperties properties;
    private final Clock clock;

    ParkedPage(ParkedStore parked, Commands commands, DashboardProperties properties, Clock clock) {
        this.parked = parked;
        this.commands = commands;
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
    String decide(Path path, Decision decision, Principal actor, RedirectAttributes answer) {
        String reason = decision.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            answer.addFlashAttribute("refused", "Give a reason of up to " + LONGEST_REASON + " characters.");
            return "redirect:/parked";
        }
        try {
            Target target = new Target(path.integration(), path.orderRef(), path.sequence());
            commands.aboutParked(target, new Who(actor.getName(), reason), stamp -> switch (decision.wish()) {
                case RETRY -> CommandApi.retry(stamp, target);
                case DISCARD -> CommandApi.discard(stamp, target);
            });
            answer.addFlashAttribute("accepted", decision.wish() == Wish.RETRY ? "Retry sent." : "Discard sent.");
        } catch (ResponseStatusException refused) {
            answer.addFlashAttribute("refused", refused.getReason() + ".");
        }
        return "redirect:/parked";
    }

    /** Bound from the path's variables. */
    record Path(String integration, UUID orderRef, int sequence) {}

    /** What the form offers. */
    enum Wish {
        RETRY,
        DISCARD
    }

    /** Bound from the form. */
    record Decision(Wish wish, String reason) {}

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
