package io.throughline.runtime.store;

import io.throughline.runtime.policy.Tried;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Reads leased deliveries from rows of table {@code delivery}. */
final class LeasedRows {

    private LeasedRows() {}

    static LeasedDelivery fresh(Fence fence, NewDelivery row, long leaseEnds) {
        return new LeasedDelivery(
                fence,
                row.eventId(),
                row.orderKey(),
                row.type(),
                row.body(),
                row.acceptedAt(),
                0,
                Tried.NOT_YET,
                false,
                List.of(),
                false,
                1,
                row.acceptedAt(),
                leaseEnds);
    }

    static Fence fence(ResultSet row) throws SQLException {
        return new Fence(
                new DeliveryId(row.getObject("orderref", UUID.class), row.getInt("orderseq")),
                row.getObject("lease_owner", UUID.class),
                row.getObject("lease_until", OffsetDateTime.class).toInstant());
    }

    /** A lease that was never released means an attempt of which nobody knows how it ended. */
    static LeasedDelivery read(ResultSet row, long leaseEnds) throws SQLException {
        String steps = row.getString("finished_steps");
        return new LeasedDelivery(
                fence(row),
                row.getObject("event_id", UUID.class),
                row.getString("orderkey"),
                row.getString("type"),
                row.getBytes("body"),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                row.getInt("attempts"),
                new Tried(Duration.ofMillis(row.getLong("tried_ms")), Duration.ofMillis(row.getLong("last_tried_ms"))),
                row.getBoolean("maybe_reached") || row.getBoolean("interrupted"),
                steps.isEmpty() ? List.of() : List.of(steps.split("\n")),
                row.getBoolean("reopened"),
                row.getInt("effect_revision"),
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                leaseEnds);
    }
}
