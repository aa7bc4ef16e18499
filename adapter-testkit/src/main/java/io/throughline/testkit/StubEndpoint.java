package io.throughline.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** HTTP in, HTTP out: in time, late, or not at all. */
final class StubEndpoint implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(StubEndpoint.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int NO_CONTENT = 204;

    private final Function<StubRequest, Reply> system;

    /**
     * An answer, and how it reaches the caller.
     *
     * @param lost the connection closes instead
     */
    record Reply(StubAnswer answer, Duration delay, boolean lost) {

        static Reply of(StubAnswer answer) {
            return new Reply(answer, Duration.ZERO, false);
        }

        static Reply late(StubAnswer answer, Duration delay) {
            return new Reply(answer, delay, false);
        }

        static Reply lost(StubAnswer answer) {
            return new Reply(answer, Duration.ZERO, true);
        }
    }

    StubEndpoint(Function<StubRequest, Reply> system) {
        this.system = system;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = replyTo(StubRequest.of(exchange));
            Thread.sleep(reply.delay());
            if (!reply.lost()) {
                send(exchange, reply.answer());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply replyTo(StubRequest request) {
        try {
            return system.apply(request);
        } catch (RuntimeException mistake) {
            LOG.error("A stub system has a mistake", mistake);
            return Reply.of(StubAnswer.of(500, Map.of("error", "The stub has a mistake: " + mistake)));
        }
    }

    private static void send(HttpExchange exchange, StubAnswer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        if (answer.status() == NO_CONTENT) {
            exchange.sendResponseHeaders(NO_CONTENT, -1);
            return;
        }
        byte[] body = answer.isPage()
                ? String.valueOf(answer.body()).getBytes(StandardCharsets.UTF_8)
                : JSON.writeValueAsBytes(answer.body());
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
