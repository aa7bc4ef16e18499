package io.throughline.dashboard.web;

import io.throughline.dashboard.store.CommandStore;
import io.throughline.dashboard.store.ParkedStore;
import io.throughline.events.command.Authority;
import io.throughline.events.command.Command;
import io.throughline.events.command.DiscardDelivery;
import io.throughline.events.command.RetryDelivery;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Gives commands in the name of whoever is logged in. */
@Component
class Commands {

    private static final String ROLE = "operator";

    private final ParkedStore parked;
    private final CommandStore store;

    Commands(ParkedStore parked, CommandStore store) {
        this.parked = parked;
        this.store = store;
    }

    /** A parked delivery. */
    record Target(String integration, UUID orderRef, int sequence) {}

    /** What to do with it. */
    enum Wish {
        RETRY,
        DISCARD
    }

    /** @throws ResponseStatusException 409 when the delivery is not parked (any more) */
    Command give(Wish wish, Target target, String actor, String reason) {
        if (!parked.isParked(target.integration, target.orderRef, target.sequence)) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "This delivery is not parked, or not any more");
        }
        Authority by = new Authority(actor, ROLE, reason.strip());
        Command command = switch (wish) {
            case RETRY ->
                new RetryDelivery(UUID.randomUUID(), target.integration, by, target.orderRef, target.sequence);
            case DISCARD ->
                new DiscardDelivery(UUID.randomUUID(), target.integration, by, target.orderRef, target.sequence);
        };
        store.append(command);
        return command;
    }
}
