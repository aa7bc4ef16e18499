package io.throughline.stack;

import io.throughline.backbone.json.Json;
import io.throughline.stub.StubRequest;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A request as a person reads it: without what every request has, and without what is secret. */
final class RequestText {

    private static final JsonMapper PRETTY =
            Json.mapper().rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Set<String> EVERY_REQUEST_HAS =
            Set.of("host", "user-agent", "connection", "content-length", "accept", "upgrade", "http2-settings");

    private RequestText() {}

    static String of(StubRequest request) {
        String query = request.query().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("&", "?", ""));
        String headers = request.headers().entrySet().stream()
                .filter(header -> !EVERY_REQUEST_HAS.contains(header.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(header -> "  " + header.getKey() + ": " + shown(header) + "\n")
                .collect(Collectors.joining());
        return request.method() + " " + request.path() + (query.length() > 1 ? query : "") + "\n" + headers
                + body(request);
    }

    private static String shown(Map.Entry<String, String> header) {
        return header.getKey().equals("authorization") ? "(hidden)" : header.getValue();
    }

    private static String body(StubRequest request) {
        try {
            return request.body().isEmpty() ? "" : PRETTY.writeValueAsString(request.json()) + "\n";
        } catch (JacksonException plain) {
            return request.body() + "\n";
        }
    }
}
