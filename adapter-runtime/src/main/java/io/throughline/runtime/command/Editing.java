package io.throughline.runtime.command;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.json.Json;
import io.throughline.backbone.json.UnreadableEventException;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts other data into an event. Knows no database: what comes of it is a value. */
final class Editing {

    private static final String BASE = "https://schemas.throughline.example/";

    /** Whose event it is, and which document it is about: effect keys and the ledger are made of these. */
    private static final List<String> LOCKED = List.of(
            "/order/orderKey",
            "/order/sourceOrderId",
            "/order/displayNumber",
            "/order/createdAt",
            "/order/sourceVersion",
            "/order/currency",
            "/order/test",
            "/change/refundId",
            "/change/shipmentId");

    private final EventCodec codec = new EventCodec();
    private final Schema schema = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemaIdResolvers(ids -> ids.mapPrefix(BASE, "classpath:schemas/")))
            .getSchema(SchemaLocation.of(BASE + "event.v1.json"));

    /** What an edit comes to. */
    sealed interface Edited {

        /** The event with its new data. */
        record Valid(byte[] body) implements Edited {}

        /** Why it must not be. No personal data. */
        record Refused(String why) implements Edited {}
    }

    Edited edit(byte[] body, Map<String, Object> data) {
        try {
            JsonNode document = Json.mapper().readTree(body);
            JsonNode edited = Json.mapper().readTree(Json.mapper().writeValueAsBytes(data));
            return document instanceof ObjectNode event && event.path("data").isObject()
                    ? edit(event, edited)
                    : new Edited.Refused("What was received is not an event; redeliver or discard it");
        } catch (JacksonException unreadable) {
            return new Edited.Refused("What was received cannot be read; redeliver or discard it");
        }
    }

    private Edited edit(ObjectNode event, JsonNode edited) {
        for (String locked : LOCKED) {
            if (!event.path("data").at(locked).equals(edited.at(locked))) {
                return new Edited.Refused(locked + " says whose event it is and cannot be edited");
            }
        }
        event.set("data", edited);
        return schema.validate(event).stream()
                .findFirst()
                .<Edited>map(wrong -> new Edited.Refused(wrong.getInstanceLocation()
                        + " does not match the event's schema (" + wrong.getKeyword() + ")"))
                .orElseGet(() -> readable(Json.mapper().writeValueAsBytes(event)));
    }

    private Edited readable(byte[] body) {
        try {
            codec.read(body);
            return new Edited.Valid(body);
        } catch (UnreadableEventException unreadable) {
            return new Edited.Refused("The edited event cannot be read: " + unreadable.code());
        }
    }
}
