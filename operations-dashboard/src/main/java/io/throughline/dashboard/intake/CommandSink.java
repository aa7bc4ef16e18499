package io.throughline.dashboard.intake;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.servicebus.BatchSink;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.dashboard.store.ErasureStore;
import io.throughline.events.command.EraseOrders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Takes what ingest tells every service: whose orders are to be erased. */
@Component
class CommandSink implements BatchSink {

    private static final String KIND = "erase-orders";

    private final ErasureStore store;

    CommandSink(ErasureStore store) {
        this.store = store;
    }

    private record Kind(@Nullable String kind) {}

    @Override
    public List<Refusal> write(List<InboundMessage> batch) {
        List<Legible<EraseOrders>> commands = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (InboundMessage message : batch) {
            try {
                if (KIND.equals(
                        Json.mapper().readValue(message.body(), Kind.class).kind())) {
                    commands.add(new Legible<>(message, Json.mapper().readValue(message.body(), EraseOrders.class)));
                }
            } catch (JacksonException unreadable) {
                refusals.add(new Refusal(message, "unreadable-command", "Not a command that this release can read"));
            }
        }
        return Legible.writeDown(commands, rows -> rows.forEach(row -> store.erase(row.content())), refusals);
    }
}
