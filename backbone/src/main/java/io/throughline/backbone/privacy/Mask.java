package io.throughline.backbone.privacy;

import io.throughline.events.EventTypes;
import io.throughline.events.PersonalData;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hides what tells who a person is, by the marks of the contract's records alone. A field that they do not know is
 * hidden as well: a newer release may have marked it.
 */
public final class Mask {

    public static final String HIDDEN = "***";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Mask() {}

    /**
     * The same data, with {@value #HIDDEN} in place of what is personal.
     *
     * @param eventType whose data it is; of an unknown one nothing is shown
     */
    public static JsonNode of(String eventType, JsonNode data) {
        return masked(
                data,
                EventTypes.named(eventType).<Type>map(type -> type.payload()).orElse(null));
    }

    private static JsonNode masked(JsonNode value, @Nullable Type type) {
        return switch (value) {
            case ObjectNode object when type instanceof Class<?> record && record.isRecord() -> masked(object, record);
            case ArrayNode array when type instanceof ParameterizedType list -> masked(array, list);
            case ObjectNode unknown -> hidden(unknown);
            case ArrayNode unknown -> hidden(unknown);
            default -> type == null ? hidden(value) : value;
        };
    }

    private static JsonNode masked(ObjectNode object, Class<?> record) {
        ObjectNode shown = NODES.objectNode();
        object.properties()
                .forEach(field -> shown.set(
                        field.getKey(),
                        Stream.of(record.getRecordComponents())
                                .filter(part -> part.getName().equals(field.getKey()))
                                .findFirst()
                                .map(part -> masked(field.getValue(), part))
                                .orElseGet(() -> hidden(field.getValue()))));
        return shown;
    }

    private static JsonNode masked(JsonNode value, RecordComponent part) {
        return part.isAnnotationPresent(PersonalData.class) ? hidden(value) : masked(value, part.getGenericType());
    }

    private static JsonNode masked(ArrayNode array, ParameterizedType list) {
        ArrayNode shown = NODES.arrayNode();
        array.forEach(element -> shown.add(masked(element, list.getActualTypeArguments()[0])));
        return shown;
    }

    private static JsonNode hidden(JsonNode value) {
        return value.isNull() || (value.isContainer() && value.isEmpty()) ? value : NODES.stringNode(HIDDEN);
    }
}
