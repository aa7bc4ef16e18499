package io.throughline.ingest.store;

import io.throughline.events.command.Authority;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the erasure of somebody stands here.
 *
 * @param stage what is looked at now: {@code orders}, {@code redaction}, {@code telling}, {@code webhooks},
 *     {@code conflicts}, {@code answer}, {@code done}
 * @param after the last thing of the stage that was looked at
 * @param orders that are theirs
 * @param events of the log that were redacted
 * @param rawBodies that were deleted
 */
public record Erasure(
        UUID erasureId,
        String source,
        String shop,
        Authority by,
        Instant requestedAt,
        String stage,
        String after,
        int orders,
        int events,
        int rawBodies,
        @Nullable Instant endedAt) {}
