package io.throughline.ingest.admin;

import io.throughline.ingest.TimeOrderedIds;
import io.throughline.ingest.access.Caller;
import io.throughline.ingest.store.AdminActions;
import io.throughline.ingest.store.AdminActions.Action;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Obeys what an operator asks for: once per idempotency key, with a reason, and told in the log. */
@Component
class AdminCommands {

    static final String KEY = "Idempotency-Key";

    private static final Logger LOG = LoggerFactory.getLogger(AdminCommands.class);
    private static final int LONGEST_REASON = 500;

    private final AdminActions actions;
    private final TimeOrderedIds ids;

    AdminCommands(AdminActions actions, TimeOrderedIds ids) {
        this.actions = actions;
        this.ids = ids;
    }

    /**
     * What is to be done, by whom.
     *
     * @param key the request's {@link #KEY}; without one, each request is a command of its own
     * @param reason as given; checked here
     */
    record Command(
            Caller caller,
            Optional<UUID> key,
            String action,
            String subject,
            @Nullable String reason) {}

    /**
     * The answer to a command.
     *
     * @param affected how many things it changed, now or when it was sent for the first time
     */
    record Done(UUID commandId, int affected) {}

    Done obey(Command command, IntSupplier change) {
        String reason = command.reason() == null ? "" : command.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "Give a reason of 1 to " + LONGEST_REASON + " characters.");
        }
        UUID id = command.key().orElseGet(ids::next);
        Action action = new Action(id, command.caller().name(), command.action(), command.subject(), reason);
        int affected = actions.once(action, change)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.CONFLICT, "This " + KEY + " belongs to another command; use a new one."));
        LOG.atInfo()
                .addKeyValue("throughline.command_id", id)
                .addKeyValue("throughline.actor", action.actor())
                .addKeyValue("throughline.action", action.action())
                .addKeyValue("throughline.subject", action.subject())
                .addKeyValue("throughline.affected", affected)
                .log("admin.acted");
        return new Done(id, affected);
    }
}
