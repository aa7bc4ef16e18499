package io.throughline.ingest.storefront.cloudevents;

import io.throughline.backbone.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Cuts a list of events into its elements, byte for byte as they were sent. */
final class Batch {

    private Batch() {}

    /**
     * Absent when it is not a list of objects, from its first byte to its last.
     *
     * @param most events that will be taken; of a longer list one more is cut, for whoever counts, and no further one
     */
    static Optional<List<byte[]>> cut(byte[] body, int most) {
        try (JsonParser parser = Json.mapper().createParser(body)) {
            List<byte[]> events = new ArrayList<>();
            boolean sound = parser.nextToken() == JsonToken.START_ARRAY;
            while (sound && parser.nextToken() == JsonToken.START_OBJECT) {
                long from = parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                sound = add(events, body, from, parser.currentLocation().getByteOffset());
                if (events.size() > most) {
                    return Optional.of(events);
                }
            }
            return sound && parser.currentToken() == JsonToken.END_ARRAY && parser.nextToken() == null
                    ? Optional.of(events)
                    : Optional.empty();
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    /** Where the encoding is not UTF-8, places are not bytes, and nothing can be cut. */
    private static boolean add(List<byte[]> events, byte[] body, long from, long to) {
        boolean placed = from >= 0 && from < to && to <= body.length;
        if (!placed || body[(int) from] != '{' || body[(int) to - 1] != '}') {
            return false;
        }
        return events.add(Arrays.copyOfRange(body, (int) from, (int) to));
    }
}
