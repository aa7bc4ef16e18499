package io.throughline.ingest.publish;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.servicebus.BatchSink;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.events.command.Authority;
import io.throughline.events.command.Command;
import io.throughline.events.command.ReplayEvents;
import io.throughline.ingest.store.ReplaySelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Obeys {@code replay-events} commands that come on topic {@code commands}; other kinds are for others. */
@Component
class ReplayCommands implements BatchSink {

    private static final String KIND = "replay-events";

    private final ReplayDesk desk;

    ReplayCommands(ReplayDesk desk) {
        this.desk = desk;
    }

    private record Kind(@Nullable String kind) {}

    @Override
    public List<Refusal> write(List<InboundMessage> batch) {
        List<Refusal> refusals = new ArrayList<>();
        for (InboundMessage message : batch) {
            try {
                obey(message.body());
            } catch (JacksonException | IllegalArgumentException unreadable) {
                refusals.add(new Refusal(message, "unreadable-command", "Not a command that can be obeyed"));
            } catch (ReplayDesk.OtherWishException other) {
                refusals.add(new Refusal(message, "command-id-reused", String.valueOf(other.getMessage())));
            }
        }
        return refusals;
    }

    private void obey(byte[] body) {
        if (!KIND.equals(Json.mapper().readValue(body, Kind.class).kind())) {
            return;
        }
        ReplayEvents command = (ReplayEvents) Json.mapper().readValue(body, Command.class);
        UUID id = command.commandId();
        Authority by = command.by();
        if (id == null || by == null) {
            throw new IllegalArgumentException("A command needs an id, and somebody who gives it");
        }
        desk.request(
                id,
                new ReplaySelection(
                        Objects.requireNonNullElse(command.integration(), ""),
                        command.orderKey(),
                        command.type(),
                        command.from(),
                        command.until()),
                by.actor(),
                by.reason());
    }
}
