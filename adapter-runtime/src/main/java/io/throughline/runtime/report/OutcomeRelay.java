package io.throughline.runtime.report;

import io.throughline.backbone.database.LogEntry;
import io.throughline.backbone.database.LogPosition;
import io.throughline.backbone.database.RelayedLog;
import io.throughline.backbone.json.Json;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.Exchange;
import io.throughline.events.outcome.OutcomeBatch;
import io.throughline.runtime.store.OutcomeLog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends the outcome log to topic {@code outcomes}. */
public final class OutcomeRelay implements RelayedLog<DeliveryOutcome> {

    private static final int OUTCOMES_PER_MESSAGE = 100;

    /** In one message; a hundred outcomes without them come to 60 KB, and the smallest broker takes 256 KB. */
    private static final int BYTES_OF_EXCHANGES = 128 * 1024;

    private final OutcomeLog log;
    private final OutcomePublisher publisher;
    private final String integration;

    public OutcomeRelay(OutcomeLog log, OutcomePublisher publisher, String integration) {
        this.log = log;
        this.publisher = publisher;
        this.integration = integration;
    }

    @Override
    public String name() {
        return "outcomes";
    }

    @Override
    public List<LogEntry<DeliveryOutcome>> after(LogPosition position, int limit) {
        return log.after(position, limit);
    }

    @Override
    public void send(List<LogEntry<DeliveryOutcome>> rows) {
        publisher.publish(batches(integration, rows));
    }

    /** As few as their number and what they carry allow. */
    static List<OutcomeBatch> batches(String integration, List<LogEntry<DeliveryOutcome>> rows) {
        List<OutcomeBatch> batches = new ArrayList<>();
        int to;
        for (int from = 0; from < rows.size(); from = to) {
            to = end(rows, from);
            List<LogEntry<DeliveryOutcome>> part = rows.subList(from, to);
            batches.add(new OutcomeBatch(
                    integration,
                    part.getLast().position().position(),
                    part.stream().map(LogEntry::row).toList()));
        }
        return batches;
    }

    /** Where the message ends that begins here; it has one outcome at least. */
    private static int end(List<LogEntry<DeliveryOutcome>> rows, int from) {
        int bytes = 0;
        int to = from;
        while (to < rows.size() && to - from < OUTCOMES_PER_MESSAGE) {
            bytes += bytes(rows.get(to).row().exchange());
            if (bytes > BYTES_OF_EXCHANGES && to > from) {
                return to;
            }
            to++;
        }
        return to;
    }

    /** Only what was parked has any, so nothing is written twice for what was delivered. */
    private static int bytes(@Nullable Exchange exchange) {
        return exchange == null ? 0 : Json.mapper().writeValueAsBytes(exchange).length;
    }
}
