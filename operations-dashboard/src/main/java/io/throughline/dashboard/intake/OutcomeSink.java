package io.throughline.dashboard.intake;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.servicebus.BatchSink;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.dashboard.store.LedgerMeters;
import io.throughline.dashboard.store.OutcomeStore;
import io.throughline.events.outcome.OutcomeMessage;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Takes what integrations report: what was done. */
@Component
class OutcomeSink implements BatchSink {

    private final OutcomeStore store;
    private final LedgerMeters meters;

    OutcomeSink(OutcomeStore store, LedgerMeters meters) {
        this.store = store;
        this.meters = meters;
    }

    @Override
    public List<Refusal> write(List<InboundMessage> batch) {
        List<Legible<OutcomeMessage>> messages = new ArrayList<>(batch.size());
        List<Refusal> refusals = new ArrayList<>();
        for (InboundMessage message : batch) {
            try {
                messages.add(new Legible<>(message, Json.mapper().readValue(message.body(), OutcomeMessage.class)));
            } catch (JacksonException unreadable) {
                refusals.add(new Refusal(message, "unreadable-outcome", "Not a report that this release can read"));
            }
        }
        return Legible.writeDown(
                messages,
                rows -> meters.count(
                        store.record(rows.stream().map(Legible::content).toList())),
                refusals);
    }
}
