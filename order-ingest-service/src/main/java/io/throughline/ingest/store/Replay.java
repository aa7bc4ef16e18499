package io.throughline.ingest.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a replay stands.
 *
 * @param replayId the command's id: asking with it again asks for the same
 * @param state {@code running}, {@code done} or {@code cancelled}
 * @param events how many the selection matched when it was asked for
 * @param sent how many of them were sent
 * @param endedBy who cancelled it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Replay(
        UUID replayId,
        ReplaySelection selection,
        String actor,
        String reason,
        Instant requestedAt,
        String state,
        long events,
        long sent,
        @Nullable Instant endedAt,
        @Nullable String endedBy) {}
