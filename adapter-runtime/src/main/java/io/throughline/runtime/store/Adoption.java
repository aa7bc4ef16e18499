package io.throughline.runtime.store;

import io.throughline.events.command.Beginning;
import java.util.UUID;

/**
 * Where the orders of this integration begin.
 *
 * @param point orders with a lower reference were there before
 * @param backfilling whether events of those orders are still being sent
 */
public record Adoption(UUID point, Beginning beginning, boolean backfilling) {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** Every order from its first event on. */
    public static final Adoption OF_EVERY_ORDER = new Adoption(BEFORE_ALL, Beginning.FIRST_EVENT, false);

    /** Whether nothing about it will change any more. */
    public boolean isSettled() {
        return !backfilling;
    }

    /** Whether the order was there before, and is none of ours unless we know it already. */
    public boolean leavesOut(UUID orderRef) {
        return beginning == Beginning.NOW && isBefore(orderRef, point);
    }

    /**
     * The lowest order reference of which an absent event is missed: while orders are backfilled, theirs are not.
     *
     * @param arriving whether what was sent may be on its way here
     */
    public UUID missedFrom(boolean arriving) {
        return backfilling || (arriving && beginning == Beginning.FIRST_EVENT) ? point : BEFORE_ALL;
    }

    /** As PostgreSQL compares them: byte by byte, without signs. */
    private static boolean isBefore(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        int low = Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
        return (high == 0 ? low : high) < 0;
    }
}
