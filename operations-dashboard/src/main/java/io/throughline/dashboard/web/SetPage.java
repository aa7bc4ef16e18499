package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.GivenCommand;
import io.throughline.dashboard.store.GivenCommands;
import io.throughline.dashboard.web.Commands.Who;
import io.throughline.events.command.Steering;
import java.security.Principal;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A set that is tried again: how far it is, and the means to halt or end it. */
@Controller
class SetPage {

    private final Commands commands;
    private final GivenCommands given;

    SetPage(Commands commands, GivenCommands given) {
        this.commands = commands;
        this.given = given;
    }

    @GetMapping("/sets/{commandId}")
    String set(@PathVariable UUID commandId, Model model) {
        model.addAttribute("set", progress(commandId));
        return "set";
    }

    /** What the page replaces itself with while the set goes on. */
    @GetMapping("/sets/{commandId}/progress")
    String progress(@PathVariable UUID commandId, Model model) {
        model.addAttribute("set", progress(commandId));
        return "set :: progress";
    }

    /** Bound from the form. */
    record Steer(Steering steering, String reason) {}

    @PostMapping("/sets/{commandId}")
    String steer(@PathVariable UUID commandId, Steer steer, Principal actor, RedirectAttributes answer) {
        Optional<String> reason = Reason.of(steer.reason());
        if (reason.isEmpty()) {
            answer.addFlashAttribute("refused", Reason.WANTED);
        } else {
            commands.steer(commandId, steer.steering(), new Who(actor.getName(), reason.get()));
            answer.addFlashAttribute("accepted", "Sent; the integration obeys within seconds.");
        }
        return "redirect:/sets/" + commandId;
    }

    private SetProgress progress(UUID commandId) {
        GivenCommand command = given.find(commandId)
                .filter(one -> one.command().kind().equals("retry-set"))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such set was begun here"));
        return SetProgress.of(command);
    }
}
