package io.throughline.runtime.receive;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.servicebus.BatchSink;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.events.command.Command;
import io.throughline.events.command.DiscardDelivery;
import io.throughline.events.command.RetryDelivery;
import io.throughline.runtime.dispatch.Dispatcher;
import io.throughline.runtime.store.DeliveryId;
import io.throughline.runtime.store.Inbox;
import io.throughline.runtime.store.ParkedDeliveries;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Obeys commands, each once. */
public final class CommandSink implements BatchSink {

    private static final Logger LOG = LoggerFactory.getLogger(CommandSink.class);

    private final String integration;
    private final ParkedDeliveries parked;
    private final Inbox inbox;
    private final Dispatcher dispatcher;
    private final Runnable committed;

    /** @param committed told when a command may have written an outcome */
    public CommandSink(
            String integration, ParkedDeliveries parked, Inbox inbox, Dispatcher dispatcher, Runnable committed) {
        this.integration = integration;
        this.parked = parked;
        this.inbox = inbox;
        this.dispatcher = dispatcher;
        this.committed = committed;
    }

    @Override
    public List<Refusal> write(List<InboundMessage> batch) {
        List<Refusal> refusals = new ArrayList<>();
        for (InboundMessage message : batch) {
            try {
                obey(Json.mapper().readValue(message.body(), Command.class));
            } catch (JacksonException unreadable) {
                refusals.add(new Refusal(message, "unreadable-command", "Not a command known here"));
            }
        }
        return refusals;
    }

    private void obey(Command command) {
        if (!command.integration().equals(integration)) {
            return;
        }
        boolean changed = switch (command) {
            case RetryDelivery retry -> parked.retry(retry, new DeliveryId(retry.orderRef(), retry.sequence()));
            case DiscardDelivery discard -> discard(discard);
        };
        LOG.atInfo()
                .addKeyValue("throughline.command_id", command.commandId())
                .addKeyValue("throughline.command", command.getClass().getSimpleName())
                .addKeyValue("throughline.changed", changed)
                .log("command.obeyed");
        dispatcher.leftBehind();
        committed.run();
    }

    private boolean discard(DiscardDelivery command) {
        boolean discarded = parked.discard(command, new DeliveryId(command.orderRef(), command.sequence()));
        inbox.next(List.of(command.orderRef()), 0);
        return discarded;
    }
}
