package io.throughline.events.outcome;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a command did, to one delivery or as a whole.
 *
 * @param orderRef absent, as is {@code sequence}, when it is about the command as a whole
 * @param detail for a person; no personal data
 * @param total deliveries that the command is about, once that is known
 */
public record CommandAnswer(
        UUID commandId,
        @Nullable UUID orderRef,
        @Nullable Integer sequence,
        Answer answer,
        @Nullable String detail,
        @Nullable Integer total,
        Instant at) {}
