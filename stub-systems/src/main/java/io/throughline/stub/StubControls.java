package io.throughline.stub;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A stub system's controls over HTTP, for whoever runs it in a process of its own. */
final class StubControls {

    private static final int MOST_AT_ONCE = 1_000_000;

    private final StubSystem system;

    StubControls(StubSystem system) {
        this.system = system;
    }

    StubEndpoint.Reply serve(StubRequest request) {
        return StubEndpoint.Reply.of(answer(request));
    }

    private StubAnswer answer(StubRequest request) {
        try {
            return switch (request.method() + " " + request.path()) {
                case "GET /__stub/effects" -> StubAnswer.of(200, system.effects());
                case "GET /__stub/requests" -> StubAnswer.of(200, Map.of("requests", system.requests()));
                case "POST /__stub/faults" -> planFault(request.json());
                case "DELETE /__stub/faults" -> clearFaults();
                case "POST /__stub/expired-tokens" -> expireTokens();
                case "POST /__stub/idempotency" -> honour(request.json());
                default -> system.controlled(request);
            };
        } catch (JacksonException | IllegalArgumentException | DateTimeException unreadable) {
            return StubAnswer.of(400, Map.of("error", String.valueOf(unreadable.getMessage())));
        }
    }

    private StubAnswer planFault(JsonNode wish) {
        Fault fault = Fault.named(
                wish.path("fault").asString(), Duration.parse(wish.path("wait").asString("PT2S")));
        int count = Math.min(wish.path("count").asInt(1), MOST_AT_ONCE);
        if (wish.path("order").isString()) {
            system.failFor(wish.path("order").asString(), count, fault);
        } else {
            system.failNext(count, fault);
        }
        return StubAnswer.of(200, Map.of("planned", count));
    }

    private StubAnswer clearFaults() {
        system.clearFaults();
        return StubAnswer.of(200, Map.of("planned", 0));
    }

    private StubAnswer expireTokens() {
        system.identity().expireTokens();
        return StubAnswer.of(200, Map.of("expired", system.identity().issued()));
    }

    private StubAnswer honour(JsonNode wish) {
        boolean honour = wish.path("honour").asBoolean(true);
        system.honourIdempotency(honour);
        return StubAnswer.of(200, Map.of("honour", honour));
    }
}
