package io.throughline.dashboard.intake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.throughline.backbone.json.ClaimCheck;
import io.throughline.backbone.json.Json;
import io.throughline.dashboard.ledger.Appended;
import io.throughline.events.EventEnvelope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Ingest's {@code GET /log} and the data of its events over real HTTP; what it tells of is what a test appends. */
public final class StubIngest implements AutoCloseable {

    public static final String TOKEN = "token-of-the-dashboard-for-tests";

    private final HttpServer server;
    private final int page;
    private final Map<String, EventEnvelope<?>> events = new ConcurrentHashMap<>();
    private final List<Appended> log = new CopyOnWriteArrayList<>();
    private final Map<String, String> records = new ConcurrentHashMap<>();
    private volatile boolean down;

    public StubIngest() {
        this(2);
    }

    /** @param page events in one answer */
    public StubIngest(int page) {
        this.page = page;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/log", this::answer);
        server.createContext("/events/", this::data);
        server.createContext("/admin/", this::admin);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void append(EventEnvelope<?> event) {
        events.put(ClaimCheck.path(event.id()), event);
        log.add(new Appended(
                event.id(),
                event.orderRef(),
                event.sequence(),
                event.orderKey(),
                event.type().name(),
                event.acceptedAt()));
    }

    /** What it knows of the shops, at one of its own addresses; nothing at the others. */
    public void knows(String path, String json) {
        records.put(path, json);
    }

    private void admin(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (refuses(exchange)) {
                return;
            }
            byte[] known = records.getOrDefault(exchange.getRequestURI().getPath(), "[]")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, known.length);
            exchange.getResponseBody().write(known);
        }
    }

    public void isDown(boolean is) {
        down = is;
    }

    private boolean refuses(HttpExchange exchange) throws IOException {
        boolean known = ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (down || !known) {
            exchange.sendResponseHeaders(down ? 503 : 401, -1);
        }
        return down || !known;
    }

    private void data(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (refuses(exchange)) {
                return;
            }
            EventEnvelope<?> event = events.get(exchange.getRequestURI().getPath());
            if (event == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] data = Json.mapper().writeValueAsBytes(event.data());
            exchange.sendResponseHeaders(200, data.length);
            exchange.getResponseBody().write(data);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (refuses(exchange)) {
                return;
            }
            String query = exchange.getRequestURI().getQuery();
            int from = query.startsWith("after=") ? Integer.parseInt(query.substring("after=".length())) : 0;
            int to = Math.min(from + page, log.size());
            byte[] events = Json.mapper()
                    .writeValueAsBytes(new LogPage(log.subList(from, to), String.valueOf(to), to < log.size(), null));
            exchange.sendResponseHeaders(200, events.length);
            exchange.getResponseBody().write(events);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
