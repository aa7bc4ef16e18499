package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.FailureGroup;
import io.throughline.dashboard.ledger.FailureGroup.State;
import io.throughline.dashboard.web.CommandApi.Accepted;
import io.throughline.dashboard.web.Commands.Who;
import io.throughline.dashboard.web.Failures.Wish;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Failures by cause, for programs. */
@RestController
@RequestMapping("/api/failures")
class FailureApi {

    private final Failures failures;

    FailureApi(Failures failures) {
        this.failures = failures;
    }

    /**
     * What is decided about a group; replaces what was decided before, which is kept.
     *
     * @param state {@code open}, {@code acknowledged}, {@code ignored}, {@code resolved}
     */
    record Decided(
            @NotBlank String state,
            @NotNull @Size(max = 100) String owner,
            @NotNull @Size(max = 2000) String note) {}

    /** @param deliveries how many it is about: as many as are parked, or it is refused */
    record Planned(
            @NotBlank @Size(max = 500) String reason,
            @NotNull @Min(1) Long deliveries) {}

    @GetMapping
    List<FailureGroup> all() {
        return failures.all();
    }

    @GetMapping("/{integration}/{cause}")
    FailureGroup one(Failures.Key key) {
        return failures.one(key);
    }

    @PutMapping(path = "/{integration}/{cause}", consumes = MediaType.APPLICATION_JSON_VALUE)
    FailureGroup decide(Failures.Key key, @Valid @RequestBody Decided decided, Principal actor) {
        State state = State.named(decided.state)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.BAD_REQUEST, "A state is open, acknowledged, ignored or resolved"));
        return failures.decide(key, new Wish(state, decided.owner, decided.note), actor.getName());
    }

    @PostMapping(path = "/{integration}/{cause}/retry", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted retry(Failures.Key key, @Valid @RequestBody Planned planned, Principal actor) {
        return Accepted.of(failures.retry(key, planned.deliveries, new Who(actor.getName(), planned.reason)));
    }

    @PostMapping(path = "/{integration}/{cause}/discard", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted discard(Failures.Key key, @Valid @RequestBody Planned planned, Principal actor) {
        return Accepted.of(failures.discard(key, planned.deliveries, new Who(actor.getName(), planned.reason)));
    }
}
