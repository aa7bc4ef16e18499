package io.throughline.ingest.storefront.adobecommerce;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/** The pinned host of Adobe's public keys: asked over TLS, never redirected, and not for long. */
final class KeyHost implements AutoCloseable {

    private static final int LARGEST_KEY = 16 * 1024;

    private final HttpClient http;
    private final AdobeProperties properties;

    KeyHost(AdobeProperties properties) {
        this.properties = properties;
        this.http = HttpClient.newBuilder()
                .connectTimeout(properties.keyTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * What is at this path.
     *
     * @return absent when the host says that there is nothing
     * @throws IOException when it cannot be said
     */
    Optional<byte[]> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(properties.keyHost() + path))
                .timeout(properties.keyTimeout())
                .build();
        HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            return switch (answer.statusCode()) {
                case 200 -> Optional.of(body.readNBytes(LARGEST_KEY));
                case 403, 404, 410 -> Optional.empty();
                default -> throw new IOException("The host of keys answered " + answer.statusCode());
            };
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
