package io.throughline.ingest.erasure;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.backbone.servicebus.PublishException;
import io.throughline.events.Topology;
import io.throughline.events.command.Command;
import io.throughline.events.command.EraseOrders;
import io.throughline.events.command.ErasedOrder;
import io.throughline.events.outcome.Answer;
import io.throughline.ingest.publish.CommandReplies;
import io.throughline.ingest.store.Erasure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What is said of erasures: to every service which orders they are about, and to whoever asked what became of them
 * here. Said again after a crash, with the same ids.
 */
@Component
class ErasureMessages {

    private static final String JSON = "application/json";

    private final BatchPublisher publisher;
    private final CommandReplies replies;

    ErasureMessages(BatchPublisher publisher, CommandReplies replies) {
        this.publisher = publisher;
        this.replies = replies;
    }

    /** @throws PublishException when the broker may not have accepted it */
    void tell(Erasure erasure, List<ErasedOrder> orders) {
        String part = "erasure/" + erasure.erasureId() + "/" + orders.getFirst().orderKey();
        EraseOrders command = new EraseOrders(
                UUID.nameUUIDFromBytes(part.getBytes(StandardCharsets.UTF_8)),
                EraseOrders.EVERYBODY,
                erasure.by(),
                erasure.erasureId(),
                orders);
        publisher.publish(
                Topology.COMMANDS,
                List.of(new OutboundMessage(
                        command.commandId().toString(),
                        command.kind(),
                        erasure.erasureId().toString(),
                        JSON,
                        Map.of(),
                        Json.mapper().writerFor(Command.class).writeValueAsBytes(command))));
    }

    /** @throws PublishException when the broker may not have accepted it */
    void answer(UUID commandId, Answer answer, String detail, Instant at) {
        replies.answer(commandId, answer, detail, at);
    }
}
