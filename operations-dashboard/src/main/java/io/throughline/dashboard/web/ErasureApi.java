package io.throughline.dashboard.web;

import io.throughline.dashboard.store.ErasureStore;
import io.throughline.dashboard.store.ErasureStore.Answered;
import io.throughline.dashboard.web.CommandApi.Accepted;
import io.throughline.dashboard.web.Commands.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Erases the person who placed an order: named by the order, so that nothing of theirs is in a request or kept. */
@RestController
@RequestMapping("/api")
class ErasureApi {

    private final Commands commands;
    private final ErasureStore erasures;

    ErasureApi(Commands commands, ErasureStore erasures) {
        this.commands = commands;
        this.erasures = erasures;
    }

    /** @param reason kept for ever: nothing personal */
    record Erase(@NotBlank @Size(max = 500) String reason) {}

    /**
     * How far an erasure is.
     *
     * @param state {@code done} once every service is; {@code conflict} while somebody has to decide
     */
    record Progress(String state, List<Answered> services) {

        static Progress of(List<Answered> services) {
            boolean conflict = services.stream().anyMatch(one -> "conflict".equals(one.answer()));
            boolean refused = services.stream().anyMatch(one -> "refused".equals(one.answer()));
            boolean done = services.stream().allMatch(one -> "done".equals(one.answer()));
            String open = conflict ? "conflict" : refused ? "refused" : "waiting";
            return new Progress(done ? "done" : open, services);
        }
    }

    @PostMapping("/orders/{orderKey}/erase")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted erase(@PathVariable String orderKey, @Valid @RequestBody Erase erase, Principal actor) {
        return Accepted.of(commands.erasePerson(orderKey, new Who(actor.getName(), erase.reason())));
    }

    @GetMapping("/erasures/{erasureId}")
    Progress progress(@PathVariable UUID erasureId) {
        return Progress.of(erasures.answers(erasureId));
    }
}
