package io.throughline.runtime.store;

import io.throughline.runtime.store.Inbox.Recorded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of one event of a batch that was written down.
 *
 * @param conflicting id of an event whose place another one holds
 * @param lease absent when the delivery was not leased
 */
record RecordedRow(
        DeliveryId id,
        @Nullable UUID conflicting,
        boolean due,
        @Nullable Fence lease) {

    static RecordedRow read(ResultSet row) throws SQLException {
        return new RecordedRow(
                new DeliveryId(row.getObject("orderref", UUID.class), row.getInt("orderseq")),
                row.getObject("conflicting", UUID.class),
                row.getBoolean("due"),
                row.getObject("lease_owner") == null ? null : LeasedRows.fence(row));
    }

    static Recorded recorded(List<NewDelivery> batch, List<RecordedRow> rows, int slots, long leaseEnds) {
        Map<DeliveryId, NewDelivery> byId = batch.stream()
                .collect(Collectors.toMap(
                        row -> new DeliveryId(row.orderRef(), row.sequence()), row -> row, (first, twin) -> first));
        List<LeasedDelivery> started = new ArrayList<>();
        List<UUID> waiting = new ArrayList<>();
        List<UUID> unstarted = new ArrayList<>();
        List<UUID> conflicting = new ArrayList<>();
        for (RecordedRow row : rows) {
            if (row.conflicting() != null) {
                conflicting.add(row.conflicting());
            } else if (row.lease() != null) {
                started.add(LeasedRows.fresh(row.lease(), Objects.requireNonNull(byId.get(row.id())), leaseEnds));
            } else {
                (row.due() ? unstarted : waiting).add(row.id().orderRef());
            }
        }
        if (started.size() < slots) {
            // There was room, so something stood in the way.
            waiting.addAll(unstarted);
        }
        return new Recorded(started, unstarted.size(), waiting, batch.size() - rows.size(), conflicting);
    }
}
