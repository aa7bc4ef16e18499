package io.throughline.runtime.report;

import io.throughline.backbone.database.LogEntry;
import io.throughline.backbone.database.LogPosition;
import io.throughline.backbone.database.RelayedLog;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.OutcomeBatch;
import io.throughline.runtime.store.OutcomeLog;
import java.util.ArrayList;
import java.util.List;

/** Sends the outcome log to topic {@code outcomes}. */
public final class OutcomeRelay implements RelayedLog<DeliveryOutcome> {

    private static final int OUTCOMES_PER_MESSAGE = 100;

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
        List<OutcomeBatch> batches = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += OUTCOMES_PER_MESSAGE) {
            List<LogEntry<DeliveryOutcome>> part =
                    rows.subList(from, Math.min(rows.size(), from + OUTCOMES_PER_MESSAGE));
            batches.add(new OutcomeBatch(
                    integration,
                    part.getLast().position().position(),
                    part.stream().map(LogEntry::row).toList()));
        }
        publisher.publish(batches);
    }
}
