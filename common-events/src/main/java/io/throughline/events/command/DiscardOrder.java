package io.throughline.events.command;

import java.util.UUID;

/**
 * Finish this delivery and all later ones of the order without an effect, those that are still to come included, until
 * it is lifted. Everything before it must be finished.
 */
public record DiscardOrder(
        UUID commandId, String integration, Authority by, long revision, UUID orderRef, int fromSequence)
        implements StateCommand {

    static final String KIND = "discard-order";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String subject() {
        return LiftDiscard.subjectOf(orderRef);
    }
}
