package io.throughline.events.command;

import java.util.UUID;

/**
 * Erase the person who placed an order: from that order, and from all others of the shop that are theirs. Obeyed by
 * ingest, which knows which those are; it tells everybody else with {@link EraseOrders}. Names an order and no person,
 * so that nothing of the person travels or is kept with the command.
 *
 * @param integration {@code order-ingest-service}
 */
public record ErasePerson(UUID commandId, String integration, Authority by, String orderKey) implements Command {

    static final String KIND = "erase-person";

    @Override
    public String kind() {
        return KIND;
    }
}
