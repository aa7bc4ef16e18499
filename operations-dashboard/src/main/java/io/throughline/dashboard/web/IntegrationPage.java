package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.FailureGroup;
import io.throughline.dashboard.ledger.Standing;
import io.throughline.dashboard.ledger.Window;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/** One integration: how it stands, what it did, what it promises, what changed and what fails there. */
@Controller
class IntegrationPage {

    private final LedgerReading ledger;
    private final Failures failures;
    private final Maintenances maintenances;
    private final Absences absences;
    private final Chronicles chronicles;

    IntegrationPage(
            LedgerReading ledger,
            Failures failures,
            Maintenances maintenances,
            Absences absences,
            Chronicles chronicles) {
        this.maintenances = maintenances;
        this.absences = absences;
        this.ledger = ledger;
        this.failures = failures;
        this.chronicles = chronicles;
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
        model.addAttribute("chronicle", ChronicleView.of(chronicles.of(integration, wanted)));
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

    static String shownAnew(String integration) {
        return "redirect:"
                + UriComponentsBuilder.fromPath("/integrations")
                        .pathSegment(integration)
                        .build()
                        .encode()
                        .toUriString();
    }
}
