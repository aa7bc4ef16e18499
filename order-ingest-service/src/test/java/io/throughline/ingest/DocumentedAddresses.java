package io.throughline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Holds what tests are answered against the OpenAPI document. */
public final class DocumentedAddresses {

    public static final String FILE = "openapi.json";

    private static final Map<String, JsonNode> OPERATIONS = read();

    private DocumentedAddresses() {}

    /** By method and path: {@code post /webhooks/{source}/{shop}}. */
    public static Map<String, JsonNode> operations() {
        return OPERATIONS;
    }

    /** Whatever the address answers is documented for it; an address that is not documented does not exist. */
    static void check(HttpResponse<?> answer) {
        JsonNode operation = operation(answer);
        String status = String.valueOf(answer.statusCode());
        if (operation.isMissingNode()) {
            assertThat(answer.statusCode()).as("of %s", answer.request()).isBetween(400, 499);
        } else {
            assertThat(operation.path("responses").propertyNames())
                    .as("%s answered %s", answer.request(), status)
                    .contains(status);
        }
    }

    private static JsonNode operation(HttpResponse<?> answer) {
        URI asked = answer.request().uri();
        String name = answer.request().method().toLowerCase(Locale.ROOT) + " " + asked.getPath();
        return OPERATIONS.entrySet().stream()
                .filter(one -> name.matches(one.getKey().replaceAll("\\{[a-z]+}", "[^/]+")))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Json.mapper().missingNode());
    }

    private static Map<String, JsonNode> read() {
        try (InputStream file = Objects.requireNonNull(DocumentedAddresses.class.getResourceAsStream("/" + FILE))) {
            Map<String, JsonNode> operations = new TreeMap<>();
            Json.mapper()
                    .readTree(file)
                    .path("paths")
                    .forEachEntry((path, verbs) ->
                            verbs.forEachEntry((verb, operation) -> operations.put(verb + " " + path, operation)));
            return operations;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
