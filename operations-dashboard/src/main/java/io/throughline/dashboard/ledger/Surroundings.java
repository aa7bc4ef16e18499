package io.throughline.dashboard.ledger;

import io.throughline.dashboard.ledger.AuditCheck.Break;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What alerts of ingest and of the dashboard itself are judged by, as one instance sees it.
 *
 * @param publishing absent while ingest's log is not read here, because nobody said where ingest is
 * @param unreachableSince ingest did not answer since then; absent while it does
 * @param deafSince nothing was received of what integrations say since then; absent while it is
 * @param outbox what of ingest's log did not come yet
 * @param concerns what ingest says of the shops
 * @param auditBreak where the audit log is not as it was written; absent while it is, as far as it was read
 */
public record Surroundings(
        Instant now,
        @Nullable Publishing publishing,
        @Nullable Instant unreachableSince,
        @Nullable Instant deafSince,
        Outbox outbox,
        Concerns concerns,
        @Nullable Break auditBreak) {

    /**
     * Events that were appended and did not come on topic {@code orders} yet.
     *
     * @param oldestAt when the oldest was appended; absent when none is
     * @param movedAt when one came last
     */
    public record Outbox(
            long events,
            @Nullable Instant oldestAt,
            @Nullable Instant movedAt) {

        public static final Outbox EMPTY = new Outbox(0, null, null);

        /** Nothing comes, and something has waited for so long. */
        boolean standsStill(Instant now, Duration patience) {
            Instant before = now.minus(patience);
            return oldestAt != null && oldestAt.isBefore(before) && (movedAt == null || movedAt.isBefore(before));
        }
    }

    /** @return absent while both accounts can be read */
    Optional<Instant> blindSince() {
        return Optional.ofNullable(publishing == null ? null : publishing.blindSince())
                .or(() -> Optional.ofNullable(deafSince));
    }
}
