package io.throughline.emulator.admin;

import com.sun.net.httpserver.HttpExchange;
import io.throughline.emulator.core.Refusal;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request, read.
 *
 * @param root where paths begin, for links to what is here
 * @param update whether what exists is to be changed rather than created
 * @param body the entry; absent where nothing was sent
 */
record Call(
        String method,
        String root,
        URI uri,
        boolean update,
        @Nullable Element body) {

    private static final int MAX_BYTES = 1 << 18;
    private static final int PAGE = 100;

    static Call read(HttpExchange exchange) throws IOException {
        var bytes = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new Refusal(Refusal.Reason.MESSAGE_TOO_LARGE, "The body is longer than " + MAX_BYTES + " bytes.");
        }
        var headers = exchange.getRequestHeaders();
        var host = Optional.ofNullable(headers.getFirst("Host")).orElse("localhost");
        return new Call(
                exchange.getRequestMethod(),
                "http://" + host,
                exchange.getRequestURI(),
                headers.containsKey("If-Match"),
                bytes.length == 0 ? null : XmlReading.read(bytes));
    }

    Address address() {
        return Address.of(uri.getPath());
    }

    String url() {
        var path = uri.getRawPath();
        // Members are listed below it, with a slash between.
        return root + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    /** What the entry describes. */
    Element description() {
        return Optional.ofNullable(body)
                .flatMap(entry -> entry.child("content"))
                .flatMap(content -> content.children().stream().findFirst())
                .orElseThrow(() -> new IllegalArgumentException("The body is no entry with content."));
    }

    int skip() {
        return Math.max(0, number("$skip", 0));
    }

    int top() {
        return Math.clamp(number("$top", PAGE), 1, PAGE);
    }

    private int number(String name, int preset) {
        try {
            return Optional.ofNullable(query().get(name)).map(Integer::valueOf).orElse(preset);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is not a number", e);
        }
    }

    private Map<String, String> query() {
        var query = new HashMap<String, String>();
        for (var part : Optional.ofNullable(uri.getQuery()).orElse("").split("&", 20)) {
            var equals = part.indexOf('=');
            if (equals > 0) {
                query.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return query;
    }
}
