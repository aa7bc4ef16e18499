package io.throughline.dashboard.intake;

import io.throughline.backbone.servicebus.BatchSink;
import io.throughline.backbone.servicebus.BatchSink.Refusal;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.dashboard.store.DeadLetterStore;
import io.throughline.dashboard.store.DeadLetterStore.DeadLetter;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Drains dead letters. One that can be read now, because it was dead-lettered by count or an update has taught us to
 * read it, goes where it belongs; of any other what is no order is kept in a table: ingest's log has the whole.
 */
@Component
class DeadLetterSinks {

    private final DeadLetterStore store;

    DeadLetterSinks(DeadLetterStore store) {
        this.store = store;
    }

    BatchSink keeping(String topic, BatchSink sink) {
        return batch -> {
            List<Refusal> refused = sink.write(batch);
            if (!refused.isEmpty()) {
                store.record(refused.stream()
                        .map(refusal -> deadLetter(topic, refusal))
                        .toList());
            }
            return List.of();
        };
    }

    /** The broker's own reason is the older one; ours says why it is still no use. */
    private static DeadLetter deadLetter(String topic, Refusal refusal) {
        InboundMessage message = refusal.message();
        return new DeadLetter(
                topic,
                message.id(),
                message.subject().orElse(null),
                message.deadLetterReason().orElse(refusal.reason()),
                message.deadLetterDescription().orElse(refusal.description()),
                message.enqueuedAt(),
                AttributesOnly.of(message.body()));
    }
}
