package io.throughline.events.command;

import java.util.UUID;

/**
 * Halt a set, let it go on, or end it.
 *
 * @param setId command id of the {@link RetrySet}
 */
public record SteerSet(UUID commandId, String integration, Authority by, long revision, UUID setId, Steering steering)
        implements StateCommand {

    static final String KIND = "steer-set";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String subject() {
        return "set:" + setId;
    }
}
