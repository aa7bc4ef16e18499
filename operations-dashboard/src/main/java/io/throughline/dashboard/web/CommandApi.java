package io.throughline.dashboard.web;

import io.throughline.dashboard.web.Commands.Target;
import io.throughline.dashboard.web.Commands.Wish;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Commands to integrations. Accepted means written down and on its way; what it did is told by the next outcome. */
@RestController
@RequestMapping(
        path = "/api/deliveries/{integration}/{orderRef}/{sequence}",
        consumes = MediaType.APPLICATION_JSON_VALUE)
class CommandApi {

    private final Commands commands;

    CommandApi(Commands commands) {
        this.commands = commands;
    }

    /** @param reason kept for ever beside the command, for whoever asks why */
    record Because(@NotBlank @Size(max = 500) String reason) {}

    /** The command's id, under which the audit log and the integration know it. */
    record Accepted(UUID commandId) {}

    @PostMapping("/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted retry(Path path, @Valid @RequestBody Because because, Principal actor) {
        return give(Wish.RETRY, path, because, actor);
    }

    @PostMapping("/discard")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted discard(Path path, @Valid @RequestBody Because because, Principal actor) {
        return give(Wish.DISCARD, path, because, actor);
    }

    private Accepted give(Wish wish, Path path, Because because, Principal actor) {
        Target target = new Target(path.integration, path.orderRef, path.sequence);
        return new Accepted(
                commands.give(wish, target, actor.getName(), because.reason).commandId());
    }

    /** Bound from the path's variables. */
    record Path(String integration, UUID orderRef, int sequence) {}
}
