package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Maintenance;
import io.throughline.dashboard.web.Commands.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Planned maintenance, for programs. */
@RestController
@RequestMapping("/api")
class MaintenanceApi {

    private final Maintenances maintenances;

    MaintenanceApi(Maintenances maintenances) {
        this.maintenances = maintenances;
    }

    /** From now on for so long. */
    record Planned(
            @NotBlank @Size(max = 500) String reason,
            @NotNull Long minutes) {}

    /** That it is over. */
    record Over(@NotBlank @Size(max = 500) String reason) {}

    @GetMapping("/maintenance")
    List<Maintenance> inForce() {
        return maintenances.inForce();
    }

    @PostMapping(path = "/integrations/{integration}/maintenance", consumes = MediaType.APPLICATION_JSON_VALUE)
    Maintenance begin(@PathVariable String integration, @Valid @RequestBody Planned planned, Principal actor) {
        return maintenances.begin(integration, planned.minutes, new Who(actor.getName(), planned.reason));
    }

    @PostMapping(path = "/integrations/{integration}/maintenance/end", consumes = MediaType.APPLICATION_JSON_VALUE)
    Maintenance end(@PathVariable String integration, @Valid @RequestBody Over over, Principal actor) {
        return maintenances.end(integration, new Who(actor.getName(), over.reason));
    }
}
