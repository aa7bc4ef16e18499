package io.throughline.runtime.exchange;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.privacy.Mask;
import io.throughline.events.EventEnvelope;
import io.throughline.events.outcome.Exchange;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Says of the last exchange of an attempt what may leave this process. */
public final class Exchanges {

    /** Nothing was sent. */
    public static final Exchange NONE = new Exchange(null, List.of(), 0, List.of(), null, null, null, null);

    private Exchanges() {}

    /**
     * What was sent beside the event, and what came back.
     *
     * @param alone whether the call was about this event and no other
     * @param masking of all events that the call was about
     */
    public static Exchange of(LastExchange exchange, EventEnvelope<?> event, boolean alone, Masking masking) {
        if (exchange.line().isEmpty() && exchange.sent().isEmpty()) {
            return NONE;
        }
        Body body = body(exchange, event, alone || exchange.isPart());
        Comparison compared = body.fields().isEmpty()
                ? Comparison.NONE
                : Comparison.of(body.fields(), fields(event), Masking.of(event.data()));
        return new Exchange(
                exchange.line().isEmpty() ? null : masking.excerpt(exchange.line()),
                compared.fields(),
                compared.omitted(),
                compared.unsent(),
                body.uncompared() == null ? null : masking.excerpt(exchange.sent()),
                body.uncompared(),
                exchange.status().orElse(null),
                exchange.status().isEmpty() && exchange.answer().isEmpty() ? null : masking.excerpt(exchange.answer()));
    }

    /** @param uncompared why its fields are not known */
    private record Body(List<Leaf> fields, @Nullable String uncompared) {}

    private static Body body(LastExchange exchange, EventEnvelope<?> event, boolean own) {
        if (exchange.sent().isEmpty()) {
            return new Body(List.of(), null);
        }
        if (!exchange.isWhole()) {
            return new Body(List.of(), "too-large");
        }
        JsonNode document = Masking.parsed(exchange.sent());
        if (document == null) {
            return new Body(List.of(), "not-json");
        }
        List<Leaf> fields = Comparison.leaves(document);
        List<Leaf> ours = own ? fields : SharedBody.of(fields, event.orderKey());
        return new Body(ours, ours.isEmpty() && !fields.isEmpty() ? "shared" : null);
    }

    private static EventFields fields(EventEnvelope<?> event) {
        JsonNode data = Json.mapper().valueToTree(event.data());
        return new EventFields(data, Mask.of(event.type().name(), data));
    }
}
