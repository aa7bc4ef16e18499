package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Handover;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What happened since, for programs. As text it is {@link HandoverPage}'s. */
@RestController
class HandoverApi {

    private final Handovers handovers;

    HandoverApi(Handovers handovers) {
        this.handovers = handovers;
    }

    @GetMapping("/api/handover")
    Handover handover(@RequestParam(required = false) @Nullable Instant since, Principal reader) {
        return handovers.of(since, reader.getName());
    }

    /** @param since what the reader was shown */
    record Take(@NotNull Instant since) {}

    /** The reader's next handover begins now. */
    @PostMapping(path = "/api/handover", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void take(@Valid @RequestBody Take take, Principal reader) {
        handovers.take(take.since, reader.getName());
    }
}
