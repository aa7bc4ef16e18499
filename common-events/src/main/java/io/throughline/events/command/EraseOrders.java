package io.throughline.events.command;

import java.util.List;
import java.util.UUID;

/**
 * Erase what you hold of the people who placed these orders, once nothing of theirs is open with you any more. Sent by
 * ingest to every service at once, and answered by each.
 *
 * @param integration {@link #EVERYBODY}
 * @param erasureId of the erasure that these orders are a part of; the same in all its commands
 * @param orders at most {@link #MOST}
 */
public record EraseOrders(UUID commandId, String integration, Authority by, UUID erasureId, List<ErasedOrder> orders)
        implements Command {

    /** In place of a module's name: whoever can read the command obeys it. */
    public static final String EVERYBODY = "everybody";

    /** Orders in one command. */
    public static final int MOST = 500;

    static final String KIND = "erase-orders";

    public EraseOrders {
        orders = List.copyOf(orders);
        if (orders.size() > MOST) {
            throw new IllegalArgumentException("More than " + MOST + " orders in one command");
        }
    }

    @Override
    public String kind() {
        return KIND;
    }
}
