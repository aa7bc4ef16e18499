package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.FailureGroup;
import io.throughline.dashboard.ledger.Standing;
import io.throughline.dashboard.ledger.Window;
import io.throughline.dashboard.web.Commands.Stamp;
import io.throughline.dashboard.web.Commands.Who;
import io.throughline.events.command.Command;
import io.throughline.events.command.PauseDeliveries;
import io.throughline.events.command.ResumeDeliveries;
import io.throughline.events.command.Scope;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** One integration: how it stands, what it did, what it promises, what fails there, and the means to halt it. */
@Controller
class IntegrationPage {

    private static final Scope ALL = new Scope(Scope.Of.INTEGRATION, null);

    private final LedgerReading ledger;
    private final Failures failures;
    private final Commands commands;
    private final Maintenances maintenances;
    private final Absences absences;

    IntegrationPage(
            LedgerReading ledger, Failures failures, Commands commands, Maintenances maintenances, Absences absences) {
        this.maintenances = maintenances;
        this.absences = absences;
        this.ledger = ledger;
        this.failures = failures;
        this.commands = commands;
    }

    @GetMapping("/integrations/{integration}")
    String integration(
            @PathVariable String integration, @RequestParam(defaultValue = "24h") String window, Model model) {
        Window wanted = Window.named(window).orElse(Window.DAY);
        Reading reading = ledger.of(wanted);
        Standing standing = reading.overview()
                .standing(integration)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No integration is called so"));
        model.addAttribute("standing", standing);
        model.addAttribute("card", Card.of(standing, reading));
        model.addAttribute("promise", promise(standing));
        model.addAttribute("groups", groups(standing, reading));
        model.addAttribute(
                "absent",
                AbsentView.of(
                        standing, absences.all(integration), reading.overview().at()));
        model.addAttribute("longest", maintenances.longestMinutes());
        model.addAttribute(
                "maintenance",
                maintenances.of(integration).map(MaintenanceView::of).orElse(null));
        model.addAttribute("window", wanted);
        model.addAttribute("windows", Window.values());
        return "integration";
    }

    private static String promise(Standing standing) {
        return standing.entry() == null ? "" : Spoken.promise(standing.entry().sla());
    }

    private List<FailureView> groups(Standing standing, Reading reading) {
        return failures.all().stream()
                .filter(group -> group.integration().equals(standing.integration()))
                .filter(group -> group.state() != FailureGroup.State.RESOLVED)
                .map(group -> FailureView.of(
                        group, Optional.of(standing), reading.overview().at()))
                .toList();
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
        return shownAnew(integration);
    }

    static String shownAnew(String integration) {
        return "redirect:"
                + UriComponentsBuilder.fromPath("/integrations")
                        .pathSegment(integration)
                        .build()
                        .encode()
                        .toUriString();
    }
}
