package io.throughline.ingest.intake;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.servicebus.BatchSink;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.events.command.Command;
import io.throughline.events.command.ErasePerson;
import io.throughline.events.command.ReplayEvents;
import io.throughline.events.command.ReprocessWebhooks;
import io.throughline.ingest.erasure.ErasureDesk;
import io.throughline.ingest.publish.ReplayDesk;
import io.throughline.ingest.store.ReplaySelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Obeys the commands on topic {@code commands} that are for ingest; other kinds are for others. */
@Component
class CommandSink implements BatchSink {

    private static final Set<String> KINDS = Set.of("replay-events", "erase-person", "reprocess-webhooks");

    private final ReplayDesk replays;
    private final ErasureDesk erasures;
    private final ReprocessDesk quarantined;

    CommandSink(ReplayDesk replays, ErasureDesk erasures, ReprocessDesk quarantined) {
        this.replays = replays;
        this.erasures = erasures;
        this.quarantined = quarantined;
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
        if (!KINDS.contains(
                String.valueOf(Json.mapper().readValue(body, Kind.class).kind()))) {
            return;
        }
        Command command = Json.mapper().readValue(body, Command.class);
        if (command.commandId() == null || command.by() == null) {
            throw new IllegalArgumentException("A command needs an id, and somebody who gives it");
        }
        if (command instanceof ReplayEvents replay) {
            replay(replay);
        } else if (command instanceof ErasePerson person) {
            erasures.obey(person);
        } else if (command instanceof ReprocessWebhooks again) {
            quarantined.obey(again);
        }
    }

    private void replay(ReplayEvents command) {
        replays.request(
                command.commandId(),
                new ReplaySelection(
                        Objects.requireNonNullElse(command.integration(), ""),
                        command.orderKey(),
                        command.type(),
                        command.from(),
                        command.until()),
                command.by().actor(),
                command.by().reason());
    }
}
