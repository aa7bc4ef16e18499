package io.throughline.dashboard.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that was reported as delivered and of which the downstream system shows nothing.
 *
 * @param revision of the outcome that reported it; a higher one answers this
 * @param reference the downstream system's own id of what was made, if it told one
 * @param foundAt when it was told first that it is not there
 * @param endedBy type of a later event that cancelled or deleted the order, if one did: made now, it would stay
 * @param lastWish the newest command given for it since then, if any
 */
public record AbsentDelivery(
        String integration,
        UUID orderRef,
        String orderKey,
        @Nullable String displayNumber,
        int sequence,
        int revision,
        String type,
        @Nullable String reference,
        Instant deliveredAt,
        Instant foundAt,
        @Nullable String endedBy,
        Parked.@Nullable LastWish lastWish) {}
