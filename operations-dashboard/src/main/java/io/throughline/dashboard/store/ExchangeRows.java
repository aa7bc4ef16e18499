package io.throughline.dashboard.store;

import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.Json;
import io.throughline.dashboard.ledger.Message.Exchanged;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.Exchange;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What was sent and what came back, on its way into and out of its column. */
final class ExchangeRows {

    /** Ten times what a report may be. */
    private static final int MOST = 256 * 1024;

    private ExchangeRows() {}

    static byte[] written(DeliveryOutcome outcome) {
        return Deflated.deflate(Json.mapper().writeValueAsBytes(outcome.exchange()));
    }

    static @Nullable Exchanged read(ResultSet row) throws SQLException {
        byte[] body = row.getBytes("exchange");
        return body == null
                ? null
                : new Exchanged(
                        Columns.instant(row, "exchanged_at"),
                        Json.mapper().readValue(Deflated.inflate(body, MOST), Exchange.class));
    }
}
