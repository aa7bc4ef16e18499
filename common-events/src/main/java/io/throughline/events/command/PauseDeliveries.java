package io.throughline.events.command;

import java.util.UUID;

/** Make no calls for what the scope names; it is received and waits. */
public record PauseDeliveries(UUID commandId, String integration, Authority by, long revision, Scope scope)
        implements StateCommand {

    static final String KIND = "pause-deliveries";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String subject() {
        return "pause:" + scope.word();
    }
}
