package io.throughline.ingest.publish;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.backbone.servicebus.PublishException;
import io.throughline.events.Topology;
import io.throughline.events.outcome.Answer;
import io.throughline.events.outcome.CommandAnswer;
import io.throughline.events.outcome.CommandAnswers;
import io.throughline.events.outcome.OutcomeMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Says on topic {@code outcomes} what became of a command here; said again after a crash, with the same id. */
@Component
public class CommandReplies {

    private static final String SERVICE = "order-ingest-service";

    private final BatchPublisher publisher;

    CommandReplies(BatchPublisher publisher) {
        this.publisher = publisher;
    }

    /**
     * @param detail for a person; no personal data
     * @throws PublishException when the broker may not have accepted it
     */
    public void answer(UUID commandId, Answer answer, String detail, Instant at) {
        CommandAnswers said = new CommandAnswers(
                SERVICE,
                at.toEpochMilli(),
                List.of(new CommandAnswer(commandId, null, null, answer, detail, null, at)));
        publisher.publish(
                Topology.OUTCOMES,
                List.of(new OutboundMessage(
                        commandId + ":" + answer.word(),
                        "answers",
                        SERVICE,
                        "application/json",
                        Map.of(),
                        Json.mapper().writerFor(OutcomeMessage.class).writeValueAsBytes(said))));
    }
}
