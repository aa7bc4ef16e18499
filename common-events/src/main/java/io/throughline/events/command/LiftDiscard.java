package io.throughline.events.command;

import java.util.UUID;

/** Act on the order again, from the next event on. */
public record LiftDiscard(UUID commandId, String integration, Authority by, long revision, UUID orderRef)
        implements StateCommand {

    static final String KIND = "lift-discard";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String subject() {
        return subjectOf(orderRef);
    }

    static String subjectOf(UUID orderRef) {
        return "discard:" + orderRef;
    }
}
