package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.GivenCommand;
import io.throughline.dashboard.store.GivenCommands;
import io.throughline.dashboard.web.CommandApi.Accepted;
import io.throughline.dashboard.web.Commands.Who;
import io.throughline.events.command.PauseDeliveries;
import io.throughline.events.command.ResumeDeliveries;
import io.throughline.events.command.RetrySet;
import io.throughline.events.command.Scope;
import io.throughline.events.command.Selection;
import io.throughline.events.command.Steering;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Commands about many deliveries of an integration, and what became of any command. */
@RestController
@RequestMapping("/api")
class IntegrationCommandApi {

    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final Commands commands;
    private final GivenCommands given;

    IntegrationCommandApi(Commands commands, GivenCommands given) {
        this.commands = commands;
        this.given = given;
    }

    /** What is parked and meets the selection is to be tried again. */
    record Retry(
            @NotBlank @Size(max = 500) String reason,
            @NotNull Selection selection) {}

    /** What is to be halted, or to go on. */
    record Within(
            @NotBlank @Size(max = 500) String reason,
            @NotNull Scope scope) {}

    /** What is to become of a set. */
    record Steer(
            @NotBlank @Size(max = 500) String reason,
            @NotNull Steering steering) {}

    @GetMapping("/commands/{commandId}")
    GivenCommand command(@PathVariable UUID commandId) {
        return given.find(commandId)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such command was given here"));
    }

    @PostMapping(path = "/commands/{commandId}/steer", consumes = JSON)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted steer(@PathVariable UUID commandId, @Valid @RequestBody Steer steer, Principal actor) {
        return Accepted.of(commands.steer(commandId, steer.steering, new Who(actor.getName(), steer.reason)));
    }

    @PostMapping(path = "/integrations/{integration}/retry", consumes = JSON)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted retry(@PathVariable String integration, @Valid @RequestBody Retry retry, Principal actor) {
        return Accepted.of(commands.aboutIntegration(
                integration,
                new Who(actor.getName(), retry.reason),
                stamp -> new RetrySet(stamp.commandId(), stamp.integration(), stamp.by(), retry.selection)));
    }

    @PostMapping(path = "/integrations/{integration}/pause", consumes = JSON)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted pause(@PathVariable String integration, @Valid @RequestBody Within within, Principal actor) {
        return Accepted.of(commands.aboutIntegration(
                integration,
                new Who(actor.getName(), within.reason),
                stamp -> new PauseDeliveries(
                        stamp.commandId(), stamp.integration(), stamp.by(), commands.nextRevision(), within.scope)));
    }

    @PostMapping(path = "/integrations/{integration}/resume", consumes = JSON)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted resume(@PathVariable String integration, @Valid @RequestBody Within within, Principal actor) {
        return Accepted.of(commands.aboutIntegration(
                integration,
                new Who(actor.getName(), within.reason),
                stamp -> new ResumeDeliveries(
                        stamp.commandId(), stamp.integration(), stamp.by(), commands.nextRevision(), within.scope)));
    }
}
