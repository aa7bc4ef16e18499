package io.throughline.ingest;

import io.throughline.ingest.storefront.Signatures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** Sends webhooks as Shopify does. */
public final class StorefrontClient {

    public static final String SECRET = "shpss_only-for-tests";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;

    public StorefrontClient(int port) {
        this.server = URI.create("http://127.0.0.1:" + port);
    }

    /** A signed webhook of shop {@code demo-shop}, with an event id of its own. */
    public HttpResponse<String> send(String topic, byte[] body) {
        return send(topic, UUID.randomUUID().toString(), body);
    }

    public HttpResponse<String> send(String topic, String eventId, byte[] body) {
        return post("/webhooks/shopify/demo-shop", headers(topic, eventId, body), body);
    }

    public static Map<String, String> headers(String topic, String eventId, byte[] body) {
        return new TreeMap<>(Map.of(
                "X-Shopify-Topic", topic,
                "X-Shopify-Event-Id", eventId,
                "X-Shopify-Hmac-Sha256", signature(body)));
    }

    /** As Shopify and WooCommerce sign. */
    public static String signature(byte[] body) {
        byte[] key = SECRET.getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(Signatures.hmac(key, body));
    }

    public HttpResponse<String> post(String path, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            DocumentedAnswers.check(answer);
            return answer;
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    public static byte[] gzip(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
