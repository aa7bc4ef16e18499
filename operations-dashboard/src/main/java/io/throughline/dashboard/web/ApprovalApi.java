package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Approval;
import io.throughline.dashboard.web.CommandApi.Because;
import jakarta.validation.Valid;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Wishes that wait for a second person, for programs. */
@RestController
@RequestMapping("/api/approvals")
class ApprovalApi {

    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final Approvals approvals;

    ApprovalApi(Approvals approvals) {
        this.approvals = approvals;
    }

    /** @param verdict {@code approved}, {@code declined}, or {@code withdrawn} by whoever asked */
    record Decided(UUID id, String verdict) {}

    /** Longest waiting first; personal data is masked. */
    @GetMapping
    List<Approval> waiting() {
        return approvals.waiting();
    }

    /** Sent under the same id: {@code /api/commands/{id}} tells what becomes of it. */
    @PostMapping(path = "/{id}/approve", consumes = JSON)
    Decided approve(@PathVariable UUID id, @Valid @RequestBody Because because, Principal actor) {
        approvals.approve(id, because.of(actor));
        return new Decided(id, Approval.Verdict.APPROVED.word());
    }

    @PostMapping(path = "/{id}/decline", consumes = JSON)
    Decided decline(@PathVariable UUID id, @Valid @RequestBody Because because, Principal actor) {
        return new Decided(id, approvals.decline(id, because.of(actor)).word());
    }

    /** With what an edit puts in, personal data included; kept in the audit log. */
    @PostMapping(path = "/{id}/reveal", consumes = JSON)
    Approval reveal(@PathVariable UUID id, @Valid @RequestBody Because because, Principal actor) {
        return approvals.revealed(id, because.of(actor));
    }
}
