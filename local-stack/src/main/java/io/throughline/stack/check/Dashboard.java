package io.throughline.stack.check;

import io.throughline.backbone.json.Json;
import io.throughline.stack.database.Figures;
import io.throughline.stack.process.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The dashboard as a program reads it. */
final class Dashboard implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI integrations;
    private final String authorization;

    Dashboard(URI address, Path passwordFile) {
        this.integrations = address.resolve("/api/integrations?window=24h");
        this.authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString(("operator:" + read(passwordFile)).getBytes(StandardCharsets.UTF_8));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new StackException("The dashboard's password cannot be read from " + file);
        }
    }

    /** What it shows of one integration; absent while it knows none of that name. */
    Optional<Figures> figures(String integration) {
        for (JsonNode entry : get().path("integrations")) {
            if (entry.path("integration").asString().equals(integration)) {
                return Optional.of(figures(entry));
            }
        }
        return Optional.empty();
    }

    private static Figures figures(JsonNode entry) {
        JsonNode finished = entry.path("finished");
        return new Figures(
                finished.path("delivered").asLong(),
                finished.path("ignored").asLong(),
                finished.path("discarded").asLong(),
                entry.path("parked").asLong(),
                entry.path("attempts").asLong(),
                entry.path("failedAttempts").asLong(),
                Math.round(1000 * entry.path("lagP50Seconds").asDouble()),
                Math.round(1000 * entry.path("lagP99Seconds").asDouble()));
    }

    private JsonNode get() {
        HttpRequest request = HttpRequest.newBuilder(integrations)
                .timeout(TIMEOUT)
                .header("Authorization", authorization)
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new StackException("The dashboard answered " + answer.statusCode() + " to GET " + integrations);
            }
            return Json.mapper().readTree(answer.body());
        } catch (IOException unreachable) {
            throw new StackException("The dashboard does not answer: " + unreachable.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new StackException("Stopped while the dashboard was asked");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
