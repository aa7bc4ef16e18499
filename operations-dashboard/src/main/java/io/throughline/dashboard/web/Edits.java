package io.throughline.dashboard.web;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.privacy.Mask;
import io.throughline.dashboard.intake.EventData;
import io.throughline.dashboard.ledger.FieldChange;
import io.throughline.dashboard.ledger.FieldChange.Versions;
import io.throughline.dashboard.ledger.Gravity;
import io.throughline.dashboard.ledger.Message;
import io.throughline.dashboard.ledger.Payload;
import io.throughline.dashboard.store.ApprovalDesk.Grounds;
import io.throughline.dashboard.store.MessageStore;
import io.throughline.events.command.EditDelivery;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Whether an edit may change money or an address; what cannot be compared may. */
@Component
class Edits {

    private static final Grounds BLIND =
            new Grounds("It cannot be told what it changes: the data it is based on cannot be had.", List.of());

    private final MessageStore store;
    private final EventData events;

    Edits(MessageStore store, EventData events) {
        this.store = store;
        this.events = events;
    }

    /** Absent when one person may do it. */
    Optional<Grounds> grounds(EditDelivery edit) {
        Message.Key key = new Message.Key(edit.integration(), edit.orderRef(), edit.sequence());
        return store.find(key).map(message -> grounds(message, edit)).orElseGet(() -> Optional.of(BLIND));
    }

    private Optional<Grounds> grounds(Message message, EditDelivery edit) {
        Optional<JsonNode> base = base(message, edit.expectedVersion());
        if (base.isEmpty()) {
            return Optional.of(BLIND);
        }
        String type = message.event().type();
        JsonNode data = Json.mapper().valueToTree(edit.data());
        List<FieldChange> changes = FieldChange.between(
                new Versions(base.get(), data), new Versions(Mask.of(type, base.get()), Mask.of(type, data)));
        return Gravity.isGrave(changes)
                ? Optional.of(new Grounds("It may change money or an address.", changes))
                : Optional.empty();
    }

    private Optional<JsonNode> base(Message message, int version) {
        if (version > 1) {
            return store.edited(message.key(), version);
        }
        return switch (events.of(message.event().eventId())) {
            case Payload.Known(var data) -> Optional.of(data);
            case Payload.Unknown(var why) -> Optional.empty();
        };
    }
}
