package io.throughline.stub.storefront;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
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
