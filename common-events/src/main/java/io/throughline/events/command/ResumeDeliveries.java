package io.throughline.events.command;

import java.util.UUID;

/** Make calls again for what the scope names. */
public record ResumeDeliveries(UUID commandId, String integration, Authority by, long revision, Scope scope)
        implements StateCommand {

    static final String KIND = "resume-deliveries";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String subject() {
        return "pause:" + scope.word();
    }
}
