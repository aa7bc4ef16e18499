package io.throughline.ingest.storefront.adobecommerce;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A host of keys on a free port, which says what it was asked for. */
final class KeyHostStub implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    KeyHostStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
        server.createContext("/", this::answer);
        server.start();
        put(AdobeSigner.PATH, AdobeSigner.pem(AdobeSigner.KEYS));
    }

    AdobeProperties properties() {
        return new AdobeProperties(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                Duration.ofSeconds(5),
                Duration.ofHours(24),
                2,
                3);
    }

    void put(String path, String pem) {
        keys.put(path, pem);
    }

    /** From now on it answers so. */
    void fail(int with) {
        status = with;
    }

    List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            asked.add(path);
            String pem = keys.getOrDefault(path, "");
            byte[] body = pem.getBytes(StandardCharsets.US_ASCII);
            if (status == 302) {
                exchange.getResponseHeaders().add("Location", AdobeSigner.PATH);
            }
            int answered = status == 200 && pem.isEmpty() ? 404 : status;
            exchange.sendResponseHeaders(answered, answered == 200 ? body.length : -1);
            if (answered == 200) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
