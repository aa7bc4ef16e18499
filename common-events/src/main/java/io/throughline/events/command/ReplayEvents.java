package io.throughline.events.command;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Send events of the log once more to one module alone. Obeyed by ingest, which keeps the log; the module itself never
 * sees it. What is absent does not restrict, but one of {@code orderKey} and {@code from} is needed.
 *
 * @param integration the module that the events go to: {@code finance-adapter}
 * @param orderKey of one order
 * @param type name of one event type: {@code order.placed.v1}
 * @param from appended then or later
 * @param until appended before
 */
public record ReplayEvents(
        UUID commandId,
        String integration,
        Authority by,
        @Nullable String orderKey,
        @Nullable String type,
        @Nullable Instant from,
        @Nullable Instant until)
        implements Command {

    static final String KIND = "replay-events";

    @Override
    public String kind() {
        return KIND;
    }
}
