package io.throughline.emulator.amqp;

import io.throughline.emulator.amqp.SharedAccessKey.Grant;
import io.throughline.emulator.core.Refusal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** {@code $cbs}: takes tokens, and knows what the connection may do by them. */
final class TokenNode {

    private static final int MAX_GRANTS = 1000;

    private final SharedAccessKey key;
    private final Supplier<Instant> now;
    private final Map<String, Grant> grants = new HashMap<>();

    TokenNode(SharedAccessKey key, Supplier<Instant> now) {
        this.key = key;
        this.now = now;
    }

    Response answer(Request request) {
        if (!request.property("operation").equals("put-token")) {
            throw new Refusal(Refusal.Reason.NOT_IMPLEMENTED, "Only put-token is known here.");
        }
        if (!request.property("type").equals("servicebus.windows.net:sastoken")) {
            throw new Refusal(Refusal.Reason.UNAUTHORIZED, "Only shared access signatures are accepted.");
        }
        var grant = key.verify(request.body().toString(), request.property("name"), now.get());
        grants.values().removeIf(old -> !old.until().isAfter(now.get()));
        if (grants.size() >= MAX_GRANTS) {
            throw new Refusal(Refusal.Reason.QUOTA_EXCEEDED, "Too many tokens on one connection.");
        }
        grants.put(grant.path(), grant);
        return Response.of(202, "Accepted", Map.of());
    }

    void require(String path) {
        var wanted = path.toLowerCase(Locale.ROOT);
        if (grants.values().stream()
                .noneMatch(grant -> grant.covers(wanted) && grant.until().isAfter(now.get()))) {
            throw new Refusal(
                    Refusal.Reason.UNAUTHORIZED, "Unauthorized access. No valid token for '" + path + "' was given.");
        }
    }
}
