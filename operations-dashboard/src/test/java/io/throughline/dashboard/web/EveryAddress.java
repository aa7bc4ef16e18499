package io.throughline.dashboard.web;

import io.throughline.backbone.testing.openapi.DocumentedAddresses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/**
 * An address of the API, and how to ask it whatever the document says that it takes.
 *
 * @param operation what the document tells of it
 */
record EveryAddress(HttpMethod method, String path, JsonNode operation) {

    /** In this one body every address finds what it wants. */
    private static final String BODY = """
            {"reason":"r","since":"2026-11-01T00:00:00Z","deliveries":1,"minutes":1,"state":"open","owner":"","note":"",
             "steering":"pause","selection":{},"scope":{"of":"integration"},"expectedVersion":1,"data":{"order":{}},
             "integration":"nobody","measure":"human-minutes","value":1,"source":"s","shop":"s","code":"c"}
            """;

    static Stream<EveryAddress> all() {
        return new DocumentedAddresses().operations().entrySet().stream().map(entry -> {
            String[] verbAndPath = entry.getKey().split(" ", 2);
            return new EveryAddress(
                    HttpMethod.valueOf(verbAndPath[0].toUpperCase(Locale.ROOT)), verbAndPath[1], entry.getValue());
        });
    }

    boolean reads() {
        return method.equals(HttpMethod.GET);
    }

    boolean takesBody() {
        return operation.has("requestBody");
    }

    boolean mayAnswer(int code) {
        return operation.path("responses").has(String.valueOf(code));
    }

    /** With what a caller would send. */
    MockHttpServletRequestBuilder with(Map<String, String> names) {
        return takesBody() ? with(names, MediaType.APPLICATION_JSON, BODY) : request(names);
    }

    MockHttpServletRequestBuilder with(Map<String, String> names, MediaType type, String body) {
        return request(names).contentType(type).content(body);
    }

    private MockHttpServletRequestBuilder request(Map<String, String> names) {
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : operation.path("parameters")) {
            String name = parameter.path("name").asString();
            if (parameter.path("in").asString().equals("query") && names.containsKey(name)) {
                query.add(name + "={" + name + "}");
            }
        }
        String address = query.isEmpty() ? path : path + "?" + String.join("&", query);
        return MockMvcRequestBuilders.request(
                method,
                UriComponentsBuilder.fromUriString(address)
                        .encode()
                        .buildAndExpand(names)
                        .toUri());
    }

    /** What nothing is called by. */
    static Map<String, String> unknown() {
        String nobody = UUID.randomUUID().toString();
        return Map.ofEntries(
                Map.entry("integration", "nobody"),
                Map.entry("orderRef", nobody),
                Map.entry("sequence", "1"),
                Map.entry("orderKey", "shopify:demo-shop:none"),
                Map.entry("cause", "code:none"),
                Map.entry("commandId", nobody),
                Map.entry("erasureId", nobody),
                Map.entry("id", nobody),
                Map.entry("name", "Nothing"),
                Map.entry("term", "1002"),
                Map.entry("month", "1999-01"),
                Map.entry("window", "1h"));
    }

    /** What nothing can be called by. */
    static Map<String, String> malformed() {
        Map<String, String> names = new HashMap<>(unknown());
        List.of("orderRef", "commandId", "erasureId", "month", "window", "before", "since")
                .forEach(name -> names.put(name, "no-such-thing"));
        return names;
    }
}
