package io.throughline.backbone.json;

import java.util.Arrays;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parts an event that is too large for a message from its data, and joins them again. The data is a piece of the very
 * bytes that were written down, so that its hash is the same whichever release computes it.
 */
public final class ClaimCheck {

    private static final String DATA = "data";
    private static final String REFERENCE = "dataref";
    private static final String HASH = "datasha256";

    private ClaimCheck() {}

    /** The address of an event's data at order-ingest-service. */
    public static String path(UUID eventId) {
        return "/events/" + eventId + "/data";
    }

    /** The address of what is left of them, once the person they were about is erased; nothing is there before. */
    public static String erasedPath(UUID eventId) {
        return "/events/" + eventId + "/erased-data";
    }

    /** The event without its data, with a reference in its place. */
    public static byte[] withoutData(byte[] event, UUID eventId) {
        DataReference reference = DataReference.to(path(eventId), data(event));
        ObjectNode head = tree(event);
        head.remove(DATA);
        head.put(REFERENCE, reference.path());
        head.put(HASH, reference.sha256());
        return Json.mapper().writeValueAsBytes(head);
    }

    /**
     * The event as it was, with its data fetched.
     *
     * @throws UnreadableEventException when the head is no event, or the data no JSON
     */
    public static byte[] withData(byte[] head, byte[] data) {
        ObjectNode event = tree(head);
        event.remove(REFERENCE);
        event.remove(HASH);
        event.set(DATA, tree(data));
        return Json.mapper().writeValueAsBytes(event);
    }

    /**
     * The bytes of attribute {@code data}.
     *
     * @throws UnreadableEventException when there is none
     */
    public static byte[] data(byte[] event) {
        try (JsonParser parser = Json.mapper().createParser(event)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = parser.currentName().equals(DATA);
                parser.nextToken();
                int start = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
                parser.skipChildren();
                if (wanted) {
                    int end = Math.toIntExact(parser.currentLocation().getByteOffset());
                    return Arrays.copyOfRange(event, start, end);
                }
            }
        } catch (JacksonException malformed) {
            throw unreadable(malformed);
        }
        throw new UnreadableEventException("unreadable-event", "The event has no data");
    }

    private static ObjectNode tree(byte[] json) {
        try {
            return (ObjectNode) Json.mapper().readTree(json);
        } catch (JacksonException | ClassCastException malformed) {
            throw unreadable(malformed);
        }
    }

    private static UnreadableEventException unreadable(RuntimeException malformed) {
        return new UnreadableEventException("unreadable-event", "Not an event in two parts", malformed);
    }
}
