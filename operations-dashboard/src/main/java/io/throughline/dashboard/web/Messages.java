package io.throughline.dashboard.web;

import io.throughline.backbone.privacy.Mask;
import io.throughline.dashboard.intake.EventData;
import io.throughline.dashboard.ledger.FieldChange;
import io.throughline.dashboard.ledger.FieldChange.Versions;
import io.throughline.dashboard.ledger.Message;
import io.throughline.dashboard.ledger.Payload;
import io.throughline.dashboard.store.DisclosureStore;
import io.throughline.dashboard.store.MessageStore;
import io.throughline.dashboard.web.Commands.Who;
import io.throughline.events.command.Authority;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/** One delivery with its data, on pages and through the API alike: masked, until somebody says why not. */
@Component
class Messages {

    private static final String FORGOTTEN =
            "The data was edited, and what was edited is not kept any longer, or was not sent from here.";

    private final MessageStore store;
    private final EventData events;
    private final DisclosureStore disclosures;

    Messages(MessageStore store, EventData events, DisclosureStore disclosures) {
        this.store = store;
        this.events = events;
        this.disclosures = disclosures;
    }

    /**
     * A delivery with its data.
     *
     * @param data of the version that was tried last; absent when it cannot be had
     * @param missing why it cannot
     * @param changes what was edited since it was published; empty when nothing was, or a version cannot be had
     */
    record Told(
            Message message,
            @Nullable JsonNode data,
            @Nullable String missing,
            List<FieldChange> changes) {

        /** Not for logs. */
        @Override
        public String toString() {
            return "Told[" + message.key() + "]";
        }
    }

    /** @throws ResponseStatusException 404 when there is no such delivery */
    Told masked(Message.Key key) {
        Message message = message(key);
        return told(message, data -> Mask.of(message.event().type(), data));
    }

    /**
     * The same with personal data, after it was written down who is shown them.
     *
     * @throws ResponseStatusException 404 when there is no such delivery, 503 when there is nothing to show
     */
    Told revealed(Message.Key key, Who who) {
        Told told = told(message(key), UnaryOperator.identity());
        if (told.data == null) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, told.missing);
        }
        disclosures.record(key, new Authority(who.actor(), Acting.word(), who.reason()));
        return told;
    }

    private Message message(Message.Key key) {
        return store.find(key)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "The integration owes no such event and told of none"));
    }

    /** @param shown what the reader may see of data */
    private Told told(Message message, UnaryOperator<JsonNode> shown) {
        Payload published = events.of(message.event().eventId());
        Payload tried = message.version() == 1 ? published : edited(message);
        return switch (tried) {
            case Payload.Known(var data) -> new Told(message, shown.apply(data), null, changes(published, data, shown));
            case Payload.Unknown(var why) -> new Told(message, null, why, List.of());
        };
    }

    private Payload edited(Message message) {
        return store.edited(message.key(), message.version())
                .<Payload>map(Payload.Known::new)
                .orElseGet(() -> new Payload.Unknown(FORGOTTEN));
    }

    private static List<FieldChange> changes(Payload published, JsonNode data, UnaryOperator<JsonNode> shown) {
        return switch (published) {
            case Payload.Known(var original) ->
                FieldChange.between(
                        new Versions(original, data), new Versions(shown.apply(original), shown.apply(data)));
            case Payload.Unknown(var why) -> List.of();
        };
    }
}
