package io.throughline.ingest.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.throughline.backbone.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A storefront's API on a free port: answers what it was told, remembers who asked, and holds back on demand. */
public final class StubStorefront implements AutoCloseable {

    /** What it answers: a status, header fields and a body. */
    public record Answer(int status, Map<String, String> headers, byte[] body) {

        public static Answer json(Object body) {
            return new Answer(
                    200,
                    Map.of("Content-Type", "application/json"),
                    Json.mapper().writeValueAsBytes(body));
        }

        public static Answer status(int status) {
            return new Answer(status, Map.of(), new byte[0]);
        }
    }

    /** Who asked for what, and when. */
    public record Asked(String path, Map<String, List<String>> headers, Instant at) {}

    private static final int OPEN = 1_000_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Semaphore door = new Semaphore(OPEN);
    private volatile UnaryOperator<Answer> mood = UnaryOperator.identity();

    public StubStorefront() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @param path with its query */
    public void answer(String path, Answer answer) {
        answers.put(path, answer);
    }

    /** Whatever it would have answered is this instead, until told otherwise. */
    public void mood(UnaryOperator<Answer> change) {
        mood = change;
    }

    public void hold() {
        door.drainPermits();
    }

    public void release() {
        door.release(OPEN);
    }

    public List<Asked> asked(String path) {
        return asked.stream().filter(one -> one.path().equals(path)).toList();
    }

    public int inside() {
        return inside.get();
    }

    /** @return false while somebody is still inside */
    public boolean forgetMostInside() {
        most.set(0);
        return inside.get() == 0;
    }

    public int mostInside() {
        return most.get();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        asked.add(
                new Asked(path, exchange.getRequestHeaders(), Clock.systemUTC().instant()));
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try (exchange) {
            door.acquireUninterruptibly();
            door.release();
            Answer answer = mood.apply(answers.getOrDefault(path, Answer.status(404)));
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } finally {
            inside.decrementAndGet();
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
