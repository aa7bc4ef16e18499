package io.throughline.events.order;

import io.throughline.events.PersonalData;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One refund document of the storefront. All amounts are positive, whatever sign the storefront uses.
 *
 * @param shipping the part of it that gives back shipping
 * @param adjustment what it gives back beyond its lines and shipping; negative when something was withheld
 * @param settled what its successful transactions really paid back; may be zero, and may grow later
 */
public record Refund(
        String refundId,
        Instant createdAt,
        @PersonalData @Nullable String note,
        List<RefundLine> lines,
        Money shipping,
        Money adjustment,
        Money settled) {

    public Refund {
        lines = List.copyOf(lines);
    }
}
