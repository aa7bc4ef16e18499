package io.throughline.dashboard.alert;

import io.throughline.backbone.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** An incoming webhook of Slack or Teams: both take an object with {@code text}. */
final class WebhookChannel implements Channel {

    private static final int OK = 200;
    private static final int REDIRECT = 300;

    private final HttpClient http;
    private final URI address;
    private final Duration timeout;

    WebhookChannel(URI address, Duration timeout) {
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.address = address;
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public void send(Words words) throws NotTakenException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(Map.of("text", words.text()))))
                .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status < OK || status >= REDIRECT) {
                throw new NotTakenException("the webhook answered " + status);
            }
        } catch (IOException unreachable) {
            throw new NotTakenException(
                    "the webhook cannot be reached: " + unreachable.getClass().getSimpleName());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new NotTakenException("stopped");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
