package io.throughline.dashboard.web;

import io.throughline.dashboard.web.Commands.Stamp;
import io.throughline.dashboard.web.Commands.Who;
import io.throughline.events.command.Command;
import io.throughline.events.command.PauseDeliveries;
import io.throughline.events.command.ResumeDeliveries;
import io.throughline.events.command.Scope;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The means to halt an integration's calls, on its page. */
@Controller
class PausePage {

    private static final Scope ALL = new Scope(Scope.Of.INTEGRATION, null);

    private final Commands commands;

    PausePage(Commands commands) {
        this.commands = commands;
    }

    @PostMapping("/integrations/{integration}/pause")
    String pause(
            @PathVariable String integration, @RequestParam String reason, Principal actor, RedirectAttributes answer) {
        return give(integration, new Wish(reason, actor, this::pause), answer);
    }

    @PostMapping("/integrations/{integration}/resume")
    String resume(
            @PathVariable String integration, @RequestParam String reason, Principal actor, RedirectAttributes answer) {
        return give(integration, new Wish(reason, actor, this::resume), answer);
    }

    private Command pause(Stamp stamp) {
        return new PauseDeliveries(stamp.commandId(), stamp.integration(), stamp.by(), commands.nextRevision(), ALL);
    }

    private Command resume(Stamp stamp) {
        return new ResumeDeliveries(stamp.commandId(), stamp.integration(), stamp.by(), commands.nextRevision(), ALL);
    }

    private record Wish(String reason, Principal actor, Function<Stamp, Command> command) {}

    private String give(String integration, Wish wish, RedirectAttributes answer) {
        Optional<String> reason = Reason.of(wish.reason);
        if (reason.isEmpty()) {
            answer.addFlashAttribute("refused", Reason.WANTED);
        } else {
            commands.aboutIntegration(integration, new Who(wish.actor.getName(), reason.get()), wish.command);
            answer.addFlashAttribute("accepted", "Sent; the integration obeys within seconds.");
        }
        return IntegrationPage.shownAnew(integration);
    }
}
