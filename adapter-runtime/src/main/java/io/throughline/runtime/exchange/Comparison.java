package io.throughline.runtime.exchange;

import io.throughline.backbone.json.JsonLeaves;
import io.throughline.events.outcome.EventField;
import io.throughline.events.outcome.SentField;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a request says beside the event that it was made of. Compared as they are, told without personal data: that two
 * names differ is known though neither is shown.
 *
 * @param fields first those that are not the event's
 * @param omitted fields beyond those
 * @param unsent of lists of which some elements were sent, what the others say
 */
record Comparison(List<SentField> fields, int omitted, List<EventField> unsent) {

    /** More than anybody reads; of a larger body the rest is counted. */
    static final int MOST_FIELDS = 200;

    static final int MOST_UNSENT = 20;

    /** Fields that are looked at: of a body of 256 KB the rest repeats what was seen. */
    private static final int MOST_COMPARED = 2_000;

    static final Comparison NONE = new Comparison(List.of(), 0, List.of());

    record Found(Leaf sent, Origin origin) {}

    /** @param request its fields, in its order */
    static Comparison of(List<Leaf> request, EventFields event, Masking masking) {
        List<Leaf> compared = request.stream().limit(MOST_COMPARED).toList();
        Origins origins = new Origins(event, new Alignment(event, compared));
        List<Found> found = compared.stream()
                .map(sent -> new Found(sent, origins.of(sent)))
                .sorted(Comparator.comparingInt(each -> each.origin().gravity()))
                .toList();
        Teller teller = new Teller(event, masking);
        List<SentField> fields = found.stream()
                .limit(MOST_FIELDS)
                .map(teller::told)
                .takeWhile(teller::hasRoomFor)
                .toList();
        List<EventField> unsent = Unsent.of(found, event).stream()
                .limit(MOST_UNSENT)
                .map(teller::told)
                .takeWhile(teller::hasRoomFor)
                .toList();
        return new Comparison(fields, request.size() - fields.size(), unsent);
    }

    /** What a document says, without what it leaves empty. */
    static List<Leaf> leaves(JsonNode document) {
        return JsonLeaves.of(document).entrySet().stream()
                .filter(field ->
                        field.getValue().isValueNode() && !field.getValue().isNull())
                .map(field -> Leaf.of(field.getKey(), field.getValue()))
                .toList();
    }
}
