package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.AbsentDelivery;
import io.throughline.dashboard.web.CommandApi.Accepted;
import io.throughline.dashboard.web.CommandApi.Because;
import io.throughline.dashboard.web.CommandApi.Path;
import io.throughline.dashboard.web.Commands.Who;
import io.throughline.dashboard.web.FailureApi.Planned;
import jakarta.validation.Valid;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What was reported as delivered and is not there, for programs; one is delivered again as any other delivery. */
@RestController
@RequestMapping("/api/integrations/{integration}/absent-effects")
class AbsentApi {

    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final Absences absences;

    AbsentApi(Absences absences) {
        this.absences = absences;
    }

    /** @param deliveries how many were set aside; those that were answered meanwhile are not among them */
    record SetAside(long deliveries) {}

    @GetMapping
    List<AbsentDelivery> all(@PathVariable String integration) {
        return absences.all(integration);
    }

    @PostMapping(path = "/redeliver", consumes = JSON)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted redeliver(@PathVariable String integration, @Valid @RequestBody Planned planned, Principal actor) {
        return Accepted.of(
                absences.redeliver(integration, planned.deliveries(), new Who(actor.getName(), planned.reason())));
    }

    @PostMapping(path = "/set-aside", consumes = JSON)
    SetAside setAside(@PathVariable String integration, @Valid @RequestBody Planned planned, Principal actor) {
        return new SetAside(
                absences.setAside(integration, planned.deliveries(), new Who(actor.getName(), planned.reason())));
    }

    @PostMapping(path = "/{orderRef}/{sequence}/set-aside", consumes = JSON)
    SetAside setAside(Path path, @Valid @RequestBody Because because, Principal actor) {
        return new SetAside(absences.setAside(path.target(), because.of(actor)));
    }
}
