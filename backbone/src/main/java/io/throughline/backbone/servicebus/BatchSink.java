package io.throughline.backbone.servicebus;

import java.util.List;

/** Where received messages are written down. */
@FunctionalInterface
public interface BatchSink {

    /**
     * Commits all messages of the batch, then returns. What is refused is dead-lettered, the rest is completed.
     *
     * @throws RuntimeException when nothing was committed; the same batch is offered again, later
     */
    List<Refusal> write(List<InboundMessage> batch);

    /**
     * A message that can never be written down.
     *
     * @param reason stable kebab-case code
     * @param description for a person; no personal data
     */
    record Refusal(InboundMessage message, String reason, String description) {}
}
