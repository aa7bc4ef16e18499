package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.FailureGroup;
import io.throughline.dashboard.ledger.FailureGroup.State;
import io.throughline.dashboard.ledger.Overview;
import io.throughline.dashboard.ledger.Window;
import io.throughline.dashboard.web.Commands.Who;
import io.throughline.dashboard.web.Failures.Wish;
import io.throughline.dashboard.web.FourEyes.Given;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** What failed, by cause: decide about a cause, and try all of it again. */
@Controller
class FailurePage {

    private static final int LONGEST_NOTE = 2000;

    private final Failures failures;
    private final LedgerReading ledger;

    FailurePage(Failures failures, LedgerReading ledger) {
        this.failures = failures;
        this.ledger = ledger;
    }

    @GetMapping("/failures")
    String all(@RequestParam(defaultValue = "") String state, Model model) {
        Overview overview = overview();
        Optional<State> wanted = State.named(state);
        List<FailureView> groups = failures.all().stream()
                .filter(group -> wanted.map(group.state()::equals).orElse(group.state() != State.RESOLVED))
                .map(group -> view(group, overview))
                .toList();
        model.addAttribute("groups", groups);
        model.addAttribute("states", State.values());
        model.addAttribute("state", wanted.map(State::word).orElse(""));
        return "failures";
    }

    @GetMapping("/failures/{integration}/{cause}")
    String one(Failures.Key key, Model model) {
        Overview overview = overview();
        model.addAttribute("one", view(failures.one(key), overview));
        model.addAttribute("discardable", failures.discardable(key).size());
        model.addAttribute("standing", overview.standing(key.integration()).orElse(null));
        model.addAttribute("states", State.values());
        return "failure";
    }

    /** Bound from the form. */
    record Decision(State state, String owner, String note) {}

    @PostMapping("/failures/{integration}/{cause}")
    String decide(Failures.Key key, Decision decision, Principal actor, RedirectAttributes answer) {
        if (decision.owner().length() > LONGEST_NOTE || decision.note().length() > LONGEST_NOTE) {
            return refused(key, "A note may have " + LONGEST_NOTE + " characters.", answer);
        }
        failures.decide(key, new Wish(decision.state(), decision.owner(), decision.note()), actor.getName());
        answer.addFlashAttribute("accepted", "Written down.");
        return back(key);
    }

    /**
     * Bound from the form.
     *
     * @param planned how many the page spoke of
     * @param typed the same number, by hand
     */
    record Plan(long planned, String typed, String reason) {}

    @PostMapping("/failures/{integration}/{cause}/retry")
    String retry(Failures.Key key, Plan plan, Principal actor, RedirectAttributes answer) {
        return confirmed(key, plan, answer, reason -> {
            Given begun = failures.retry(key, plan.planned(), new Who(actor.getName(), reason));
            return "redirect:/sets/" + begun.id();
        });
    }

    @PostMapping("/failures/{integration}/{cause}/discard")
    String discard(Failures.Key key, Plan plan, Principal actor, RedirectAttributes answer) {
        return confirmed(key, plan, answer, reason -> {
            Given given = failures.discard(key, plan.planned(), new Who(actor.getName(), reason));
            answer.addFlashAttribute("accepted", given.told("Discards sent."));
            return back(key);
        });
    }

    private static String confirmed(
            Failures.Key key, Plan plan, RedirectAttributes answer, Function<String, String> act) {
        Optional<String> reason = Reason.of(plan.reason());
        if (!plan.typed().strip().equals(String.valueOf(plan.planned()))) {
            return refused(key, "Nothing was sent: type " + plan.planned() + " to confirm.", answer);
        }
        if (reason.isEmpty()) {
            return refused(key, "Nothing was sent. " + Reason.WANTED, answer);
        }
        try {
            return act.apply(reason.get());
        } catch (ResponseStatusException refused) {
            return refused(key, "Nothing was sent. " + refused.getReason() + ".", answer);
        }
    }

    private static String refused(Failures.Key key, String why, RedirectAttributes answer) {
        answer.addFlashAttribute("refused", why);
        return back(key);
    }

    private static String back(Failures.Key key) {
        return "redirect:"
                + UriComponentsBuilder.fromPath("/failures")
                        .pathSegment(key.integration(), key.cause())
                        .build()
                        .encode()
                        .toUriString();
    }

    private Overview overview() {
        return ledger.of(Window.HOUR).overview();
    }

    private static FailureView view(FailureGroup group, Overview overview) {
        return FailureView.of(group, overview.standing(group.integration()), overview.at());
    }
}
