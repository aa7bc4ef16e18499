package io.throughline.backbone.testing.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.throughline.backbone.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds what tests are answered against the OpenAPI document of the module on whose class path this is. */
public final class DocumentedAddresses {

    static final String FILE = "openapi.json";

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode components;
    private final SortedMap<String, JsonNode> operations = new TreeMap<>();
    private final Map<JsonNode, Schema> known = new ConcurrentHashMap<>();

    public DocumentedAddresses() {
        try (InputStream file = Objects.requireNonNull(DocumentedAddresses.class.getResourceAsStream("/" + FILE))) {
            JsonNode document = Json.mapper().readTree(file);
            document.path("paths")
                    .forEachEntry((path, verbs) ->
                            verbs.forEachEntry((verb, operation) -> operations.put(verb + " " + path, operation)));
            this.components = closed(document.path("components"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What a test was answered. */
    public record Answer(String method, String path, int status, Optional<String> contentType, byte[] body) {

        private boolean isJson() {
            return body.length > 0
                    && contentType
                            .map(MediaType::parseMediaType)
                            .filter(type -> type.getSubtype().endsWith("json"))
                            .isPresent();
        }

        @Override
        public String toString() {
            return method + " " + path + " answered " + status;
        }
    }

    /** By method and path: {@code post /webhooks/{source}/{shop}}. */
    public SortedMap<String, JsonNode> operations() {
        return Collections.unmodifiableSortedMap(operations);
    }

    /**
     * Whatever the address answers is documented for it, and so is every field of it; an address that is not
     * documented does not exist.
     */
    public void check(Answer answer) {
        Optional<JsonNode> operation = operation(answer);
        if (operation.isEmpty()) {
            assertThat(answer.status).as("%s, and is not documented", answer).isBetween(400, 499);
            return;
        }
        JsonNode responses = operation.get().path("responses");
        assertThat(responses.propertyNames()).as(answer.toString()).contains(String.valueOf(answer.status));
        if (answer.isJson()) {
            checkBody(answer, responses.path(String.valueOf(answer.status)).path("content"));
        }
    }

    private void checkBody(Answer answer, JsonNode content) {
        MediaType type = MediaType.parseMediaType(answer.contentType.orElseThrow());
        JsonNode schema = content.path(type.getType() + "/" + type.getSubtype()).path("schema");
        assertThat(schema.isObject()).as("%s as %s", answer, type).isTrue();
        assertThat(known.computeIfAbsent(schema, this::schema)
                        .validate(Json.mapper().readTree(answer.body)))
                .as(answer.toString())
                .isEmpty();
    }

    private Schema schema(JsonNode schema) {
        ObjectNode whole = (ObjectNode) closed(schema);
        whole.set("components", components);
        return SCHEMAS.getSchema(whole);
    }

    /** A caller has to live with fields that come later; a test has not. */
    private static JsonNode closed(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        copy.findParents("properties").stream()
                .map(ObjectNode.class::cast)
                .filter(found -> found.path("properties").isObject())
                .forEach(found -> found.put("additionalProperties", false));
        return copy;
    }

    private Optional<JsonNode> operation(Answer answer) {
        String name = answer.method.toLowerCase(Locale.ROOT) + " " + answer.path;
        return operations.containsKey(name)
                ? Optional.ofNullable(operations.get(name))
                : operations.entrySet().stream()
                        .filter(one -> name.matches(one.getKey().replaceAll("\\{[A-Za-z]+}", "[^/]+")))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }
}
