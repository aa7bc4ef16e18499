package io.throughline.ingest;

import io.throughline.backbone.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Calls ingest's own addresses with a token, or without. */
public final class OwnAddresses {

    public static final String SERVICE_TOKEN = "token-of-a-service-for-tests";
    public static final String OPERATOR_TOKEN = "token-of-an-operator-for-tests";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final @Nullable String token;

    public OwnAddresses(int port, @Nullable String token) {
        this.server = URI.create("http://127.0.0.1:" + port);
        this.token = token;
    }

    /** An answer of which the body is JSON, if there is one. */
    public record Answer(int status, HttpResponse<byte[]> whole) {

        public JsonNode json() {
            return Json.mapper().readTree(whole.body());
        }
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8)));
    }

    /** A command that is obeyed once, however often it is sent. */
    public Answer post(String path, String json, UUID command) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", command.toString())
                .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            DocumentedAnswers.check(answer);
            return new Answer(answer.statusCode(), answer);
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}
