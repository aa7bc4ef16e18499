package io.throughline.backbone.testing.openapi;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an address answers with one code.
 *
 * @param content by media type
 */
public record Response(
        String description,
        @Nullable Map<String, Object> content,
        @Nullable Map<String, Object> headers) {

    static Response of(String description, Map<String, Object> content) {
        return new Response(description, content, null);
    }

    /** The same, to be had in one more form. */
    public Response or(String mediaType, Map<String, Object> schema) {
        Map<String, Object> both = new TreeMap<>(content == null ? Map.of() : content);
        both.put(mediaType, Map.of("schema", schema));
        return new Response(description, both, headers);
    }
}
