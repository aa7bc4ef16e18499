package io.throughline.events.outcome;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that was reported as delivered and of which the downstream system shows nothing.
 *
 * @param revision of the outcome that reported it; a higher one answers this
 * @param reference the downstream system's own id of what was made, if it told one
 * @param deliveredAt when it was reported as delivered
 */
public record AbsentEffect(
        UUID orderRef,
        int sequence,
        int revision,
        String orderKey,
        String eventType,
        @Nullable String reference,
        Instant deliveredAt) {}
