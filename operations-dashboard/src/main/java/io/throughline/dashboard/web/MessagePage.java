package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Message;
import io.throughline.dashboard.ledger.Window;
import io.throughline.dashboard.web.Commands.Target;
import io.throughline.dashboard.web.Commands.Who;
import io.throughline.dashboard.web.Decisions.Decision;
import io.throughline.dashboard.web.Decisions.Edit;
import io.throughline.dashboard.web.Messages.Told;
import java.security.Principal;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** One delivery: what it carries, what became of it, what waits behind it, and the means to decide. */
@Controller
@RequestMapping("/deliveries/{integration}/{orderRef}/{sequence}")
class MessagePage {

    private final Messages messages;
    private final Decisions decisions;
    private final LedgerReading ledger;

    MessagePage(Messages messages, Decisions decisions, LedgerReading ledger) {
        this.messages = messages;
        this.decisions = decisions;
        this.ledger = ledger;
    }

    /** Of what was sent only what is not the event's. */
    @ModelAttribute("only")
    boolean only(@RequestParam Optional<String> only) {
        return only.isPresent();
    }

    @GetMapping
    String message(Message.Key key, Model model) {
        return show(messages.masked(key), false, model);
    }

    /** With personal data, and the means to edit them; never redirected to, so that it is in no history. */
    @PostMapping("/reveal")
    String reveal(Message.Key key, String reason, Principal actor, Model model) {
        Optional<String> given = Reason.of(reason);
        if (given.isEmpty()) {
            model.addAttribute("refused", Reason.WANTED);
            return message(key, model);
        }
        try {
            Told told = messages.revealed(key, new Who(actor.getName(), given.get()));
            return show(told, true, model);
        } catch (ResponseStatusException nothing) {
            model.addAttribute("refused", nothing.getReason());
            return message(key, model);
        }
    }

    @PostMapping("/decide")
    String decide(Message.Key key, Decision decision, Principal actor, RedirectAttributes answer) {
        decisions.take(target(key), decision, actor).onto(answer);
        return back(key);
    }

    /** What was typed is shown again when it cannot be sent: it may have taken long. */
    @PostMapping("/edit")
    String edit(Edit edit, Principal actor, Model model, RedirectAttributes answer) {
        Message.Key key = new Message.Key(edit.integration(), edit.orderRef(), edit.sequence());
        Decisions.Told told = decisions.take(edit, actor);
        if (told.accepted()) {
            told.onto(answer);
            return back(key);
        }
        model.addAttribute("refused", told.words());
        model.addAttribute("typed", edit.data());
        model.addAttribute("typedVersion", edit.expectedVersion());
        return message(key, model);
    }

    private String show(Told told, boolean revealed, Model model) {
        model.addAttribute("revealed", revealed);
        String integration = told.message().key().integration();
        model.addAttribute(
                "one", MessageView.of(told, ledger.of(Window.HOUR).overview().standing(integration)));
        model.addAttribute("sent", SentView.of(told.message(), Boolean.TRUE.equals(model.getAttribute("only"))));
        model.addAttribute("moments", new OrderPage.Moments());
        return "message";
    }

    private static Target target(Message.Key key) {
        return new Target(key.integration(), key.orderRef(), key.sequence());
    }

    private static String back(Message.Key key) {
        return "redirect:"
                + UriComponentsBuilder.fromPath("/deliveries")
                        .pathSegment(key.integration(), key.orderRef().toString(), String.valueOf(key.sequence()))
                        .build()
                        .encode()
                        .toUriString();
    }
}
