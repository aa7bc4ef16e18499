package io.throughline.stub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** HTTP in, HTTP out: in time, late, or not at all. */
final class StubEndpoint implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(StubEndpoint.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final byte[] GARBAGE = "<html>{\"half\":".getBytes(StandardCharsets.UTF_8);
    private static final int NO_CONTENT = 204;

    private final Function<StubRequest, Reply> system;
    private final Crowd crowd;

    /** What becomes of an answer on its way. */
    enum Way {
        WHOLE,
        /** The connection closes instead. */
        LOST,
        /** Something else arrives: a proxy's page, half a document. */
        GARBLED
    }

    /**
     * An answer, and how it reaches the caller.
     *
     * @param answer asked for after the delay
     */
    record Reply(Supplier<StubAnswer> answer, Duration delay, Way way) {

        static Reply of(StubAnswer answer) {
            return late(answer, Duration.ZERO);
        }

        static Reply late(StubAnswer answer, Duration delay) {
            return new Reply(() -> answer, delay, Way.WHOLE);
        }

        static Reply when(Supplier<StubAnswer> answer) {
            return new Reply(answer, Duration.ZERO, Way.WHOLE);
        }

        static Reply onWay(StubAnswer answer, Way way) {
            return new Reply(() -> answer, Duration.ZERO, way);
        }
    }

    StubEndpoint(Function<StubRequest, Reply> system) {
        this(system, new Crowd());
    }

    /** @param crowd told of every request until its answer is ready */
    StubEndpoint(Function<StubRequest, Reply> system, Crowd crowd) {
        this.system = system;
        this.crowd = crowd;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Ready ready = carryOut(StubRequest.of(exchange));
            switch (ready.way()) {
                case WHOLE -> send(exchange, ready.answer(), bytes(ready.answer()));
                case GARBLED -> send(exchange, ready.answer(), GARBAGE);
                case LOST -> LOG.debug("An answer is lost as planned");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private record Ready(StubAnswer answer, Way way) {}

    private Ready carryOut(StubRequest request) throws InterruptedException {
        crowd.enter();
        try {
            Reply reply = replyTo(request);
            Thread.sleep(reply.delay());
            return new Ready(reply.answer().get(), reply.way());
        } finally {
            // Before the answer leaves: whoever has it may call again.
            crowd.leave();
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

    private static byte[] bytes(StubAnswer answer) {
        return answer.isPage()
                ? String.valueOf(answer.body()).getBytes(StandardCharsets.UTF_8)
                : JSON.writeValueAsBytes(answer.body());
    }

    private static void send(HttpExchange exchange, StubAnswer answer, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        if (answer.status() == NO_CONTENT) {
            exchange.sendResponseHeaders(NO_CONTENT, -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
