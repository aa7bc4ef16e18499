package io.throughline.ingest.admin;

import io.throughline.ingest.access.Allows;
import io.throughline.ingest.access.Caller;
import io.throughline.ingest.access.Role;
import io.throughline.ingest.admin.AdminCommands.Command;
import io.throughline.ingest.admin.AdminCommands.Done;
import io.throughline.ingest.store.Conflicts;
import io.throughline.ingest.store.Conflicts.Conflict;
import io.throughline.ingest.understand.UnderstandingWorker;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Bodies that came under the delivery key of another webhook: listed, and taken in as webhooks of their own. */
@RestController
@RequestMapping("/admin/conflicts")
@Allows(Role.OPERATOR)
class ConflictApi {

    private final Conflicts conflicts;
    private final AdminCommands commands;
    private final UnderstandingWorker worker;

    ConflictApi(Conflicts conflicts, AdminCommands commands, UnderstandingWorker worker) {
        this.conflicts = conflicts;
        this.commands = commands;
        this.worker = worker;
    }

    /** @param reason why, for whoever reads the audit */
    record Reason(@Nullable String reason) {}

    @Allows(Role.SERVICE)
    @GetMapping
    List<Conflict> conflicts(@RequestParam Optional<UUID> after, @RequestParam Optional<Integer> limit) {
        return conflicts.list(after.orElse(Pages.START), Pages.limit(limit));
    }

    @PostMapping("/{id}/take-in")
    Done takeIn(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @RequestHeader(AdminCommands.KEY) Optional<UUID> key,
            @PathVariable UUID id,
            @RequestBody Reason reason) {
        Done done = commands.obey(
                new Command(caller, key, "take-in-conflict", "webhook " + id, reason.reason()),
                () -> conflicts.takeIn(id));
        worker.signal();
        return done;
    }
}
