package io.throughline.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.throughline.emulator.faults.Faults;
import io.throughline.emulator.faults.FaultsOverHttp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** Answers whether the emulator lives and what it holds, and takes faults; the rest goes to the administration. */
final class HttpPort implements AutoCloseable {

    private static final String HEALTHY = "{\"status\":\"healthy\",\"message\":\"Service is healthy.\"}";
    private static final int BACKLOG = 50;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService threads;

    private HttpPort(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * @param entities what {@code /entities} shows
     * @param administration gets every request to no path of our own, or with an {@code api-version}: entities may have
     *     the names of our paths
     */
    static HttpPort open(InetSocketAddress address, Supplier<?> entities, Faults faults, HttpHandler administration)
            throws IOException {
        var server = HttpServer.create(address, BACKLOG);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var own = Map.<String, HttpHandler>of(
                "/health",
                exchange -> answer(exchange, () -> HEALTHY),
                "/entities",
                exchange -> answer(exchange, () -> JSON.writeValueAsString(entities.get())),
                FaultsOverHttp.PATH,
                new FaultsOverHttp(faults));
        server.createContext(
                "/", exchange -> handler(exchange, own, administration).handle(exchange));
        server.setExecutor(threads);
        server.start();
        return new HttpPort(server, threads);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static HttpHandler handler(
            HttpExchange exchange, Map<String, HttpHandler> own, HttpHandler administration) {
        var uri = exchange.getRequestURI();
        if (String.valueOf(uri.getQuery()).contains("api-version=")) {
            return administration;
        }
        var path = uri.getPath();
        return own.getOrDefault(
                path.startsWith(FaultsOverHttp.PATH + "/") ? FaultsOverHttp.PATH : path, administration);
    }

    private static void answer(HttpExchange exchange, Supplier<String> json) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
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
        threads.shutdownNow();
    }
}
