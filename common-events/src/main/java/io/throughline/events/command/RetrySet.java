package io.throughline.events.command;

import java.util.UUID;

/**
 * Try again what is parked now and meets the selection; what is parked later does not belong to it. It goes on in the
 * background, and stops by itself when too much of it fails again.
 */
public record RetrySet(UUID commandId, String integration, Authority by, Selection selection) implements Command {

    static final String KIND = "retry-set";

    @Override
    public String kind() {
        return KIND;
    }
}
