package io.throughline.runtime.receive;

import io.throughline.backbone.database.Halving;
import io.throughline.backbone.json.Json;
import io.throughline.backbone.servicebus.BatchSink;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.events.command.Command;
import io.throughline.events.command.EraseOrders;
import io.throughline.runtime.command.CommandInbox;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** Takes commands to this integration and writes them down; they are obeyed from there. */
public final class CommandSink implements BatchSink {

    private final String integration;
    private final CommandInbox inbox;
    private final Runnable written;

    /** @param written told after each commit */
    public CommandSink(String integration, CommandInbox inbox, Runnable written) {
        this.integration = integration;
        this.inbox = inbox;
        this.written = written;
    }

    @Override
    public List<Refusal> write(List<InboundMessage> batch) {
        List<Refusal> refusals = new ArrayList<>();
        List<Incoming> incoming = new ArrayList<>();
        for (InboundMessage message : batch) {
            try {
                incoming.add(new Incoming(message, Json.mapper().readValue(message.body(), Command.class)));
            } catch (JacksonException unreadable) {
                refusals.add(new Refusal(message, "unreadable-command", "Not a command known here"));
            }
        }
        incoming.removeIf(one -> !isForUs(one.command));
        if (!incoming.isEmpty()) {
            Halving.<Incoming, Optional<Refusal>>write(incoming, this::record, CommandSink::unwritable).stream()
                    .flatMap(Optional::stream)
                    .forEach(refusals::add);
            written.run();
        }
        return refusals;
    }

    private boolean isForUs(Command command) {
        return command instanceof EraseOrders || command.integration().equals(integration);
    }

    private record Incoming(InboundMessage message, Command command) {}

    private List<Optional<Refusal>> record(List<Incoming> rows) {
        inbox.write(rows.stream().map(Incoming::command).toList());
        return Collections.nCopies(rows.size(), Optional.empty());
    }

    private static Optional<Refusal> unwritable(Incoming row, RuntimeException failure) {
        return Optional.of(
                new Refusal(row.message(), "unwritable-command", "The database refuses this command's values"));
    }
}
