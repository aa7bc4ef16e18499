package io.throughline.stub.storefront;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Hands webhooks in at ingest. */
public final class WebhookSender {

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI ingest;

    public WebhookSender(URI ingest) {
        this.ingest = ingest;
    }

    /**
     * Asks for a text to be sent back, as Adobe does before it sends anything to an address.
     *
     * @return whether it was
     */
    boolean challenge(String path, String text) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(ingest.resolve(path + "?challenge=" + text))
                .timeout(Duration.ofSeconds(5))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        return answer.statusCode() == 200 && answer.body().equals(text);
    }

    /**
     * Sends it once.
     *
     * @return the status that it is answered with
     */
    public int send(Webhook webhook) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(ingest.resolve(webhook.path()))
                .timeout(Duration.ofSeconds(5))
                .POST(BodyPublishers.ofByteArray(webhook.body()));
        webhook.headers().forEach(request::header);
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
