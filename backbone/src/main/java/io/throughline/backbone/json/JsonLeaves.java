package io.throughline.backbone.json;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The fields of a JSON document that hold no others. */
public final class JsonLeaves {

    private JsonLeaves() {}

    /** By their JSON pointers, in the document's order; an object or array without content is one of them. */
    public static Map<String, JsonNode> of(JsonNode document) {
        Map<String, JsonNode> leaves = new LinkedHashMap<>();
        collect("", document, leaves);
        return leaves;
    }

    private static void collect(String path, JsonNode value, Map<String, JsonNode> leaves) {
        if (value.isObject() && !value.isEmpty()) {
            value.properties()
                    .forEach(field -> collect(path + "/" + escaped(field.getKey()), field.getValue(), leaves));
        } else if (value.isArray() && !value.isEmpty()) {
            for (int index = 0; index < value.size(); index++) {
                collect(path + "/" + index, value.get(index), leaves);
            }
        } else {
            leaves.put(path, value);
        }
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
