package io.throughline.dashboard.web;

import io.throughline.dashboard.web.Commands.Who;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What an integration's page says of planned maintenance. */
@Controller
class MaintenancePage {

    private final Maintenances maintenances;

    MaintenancePage(Maintenances maintenances) {
        this.maintenances = maintenances;
    }

    /** Bound from the form. */
    record Planned(String reason, long minutes) {}

    @PostMapping("/integrations/{integration}/maintenance")
    String begin(@PathVariable String integration, Planned planned, Principal actor, RedirectAttributes answer) {
        return answered(integration, answer, said(planned.reason, actor, who -> {
            maintenances.begin(integration, planned.minutes, who);
            return "Written down: its alerts are kept, and notify nobody until it is over.";
        }));
    }

    @PostMapping("/integrations/{integration}/maintenance/end")
    String end(
            @PathVariable String integration, @RequestParam String reason, Principal actor, RedirectAttributes answer) {
        return answered(integration, answer, said(reason, actor, who -> {
            maintenances.end(integration, who);
            return "Written down: whoever is to be told is told again.";
        }));
    }

    private record Answer(String name, String text) {}

    private static Answer said(String reason, Principal actor, Function<Who, String> act) {
        Optional<String> because = Reason.of(reason);
        if (because.isEmpty()) {
            return new Answer("refused", Reason.WANTED);
        }
        try {
            return new Answer("accepted", act.apply(new Who(actor.getName(), because.get())));
        } catch (ResponseStatusException refused) {
            return new Answer(
                    "refused", Optional.ofNullable(refused.getReason()).orElse("Refused"));
        }
    }

    private static String answered(String integration, RedirectAttributes attributes, Answer answer) {
        attributes.addFlashAttribute(answer.name, answer.text);
        return IntegrationPage.shownAnew(integration);
    }
}
