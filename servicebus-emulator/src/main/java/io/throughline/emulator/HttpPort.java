package io.throughline.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.throughline.emulator.faults.Faults;
import io.throughline.emulator.faults.FaultsOverHttp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** Answers whether the emulator lives and what it holds, and takes faults. */
final class HttpPort implements AutoCloseable {

    private static final String HEALTHY = "{\"status\":\"healthy\",\"message\":\"Service is healthy.\"}";
    private static final int BACKLOG = 50;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;

    private HttpPort(HttpServer server) {
        this.server = server;
    }

    /** @param entities what {@code /entities} shows */
    static HttpPort open(InetSocketAddress address, Supplier<?> entities, Faults faults) throws IOException {
        var server = HttpServer.create(address, BACKLOG);
        server.createContext("/health", exchange -> answer(exchange, "/health", () -> HEALTHY));
        server.createContext(
                "/entities", exchange -> answer(exchange, "/entities", () -> JSON.writeValueAsString(entities.get())));
        server.createContext(FaultsOverHttp.PATH, new FaultsOverHttp(faults));
        server.start();
        return new HttpPort(server);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, String path, Supplier<String> json) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(path)) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(405, -1);
            } else {
                var body = json.get().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
