package io.throughline.stub;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a stub system was asked.
 *
 * @param path decoded
 * @param query decoded; of a repeated parameter the last
 * @param headers by name in lower case; of a repeated header the first
 * @param body as it came; empty when there was none
 */
public record StubRequest(
        String method, String path, Map<String, String> query, Map<String, String> headers, String body) {

    private static final int LARGEST_BODY = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    static StubRequest of(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new IOException("The body is larger than " + LARGEST_BODY + " bytes");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new StubRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                queryOf(exchange.getRequestURI().getRawQuery()),
                Map.copyOf(headers),
                new String(body, StandardCharsets.UTF_8));
    }

    private static Map<String, String> queryOf(@Nullable String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String parameter : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = parameter.indexOf('=');
            query.put(
                    decoded(equals < 0 ? parameter : parameter.substring(0, equals)),
                    equals < 0 ? "" : decoded(parameter.substring(equals + 1)));
        }
        return Map.copyOf(query);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Whether it asks for more than a look. */
    public boolean isChange() {
        return !method.equals("GET") && !method.equals("HEAD");
    }

    /** @param name in any case */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * The body's JSON; a missing node when there is no body.
     *
     * @throws tools.jackson.core.JacksonException when it is not JSON
     */
    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** Whether the order's key stands anywhere in the request, and not merely as the beginning of a longer one. */
    public boolean mentions(String order) {
        return mentions(path, order)
                || mentions(body, order)
                || query.values().stream().anyMatch(value -> mentions(value, order))
                || headers.values().stream().anyMatch(value -> mentions(value, order));
    }

    private static boolean mentions(String text, String order) {
        for (int at = text.indexOf(order); at >= 0; at = text.indexOf(order, at + 1)) {
            int end = at + order.length();
            if (end == text.length() || !Character.isLetterOrDigit(text.charAt(end))) {
                return true;
            }
        }
        return false;
    }
}
