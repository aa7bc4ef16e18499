package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Handover;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
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
}
