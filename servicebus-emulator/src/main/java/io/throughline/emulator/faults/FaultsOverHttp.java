package io.throughline.emulator.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.regex.Pattern;

/** {@code GET}, {@code POST} and {@code DELETE /faults}, and {@code DELETE /faults/<id>}. */
public final class FaultsOverHttp implements HttpHandler {

    public static final String PATH = "/faults";

    private static final int MAX_BODY = 16_384;
    private static final Pattern ONE = Pattern.compile(PATH + "/(\\d{1,18})");

    private final Faults faults;

    public FaultsOverHttp(Faults faults) {
        this.faults = faults;
    }

    private record Answer(int status, byte[] body) {}

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(exchange);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var method = exchange.getRequestMethod();
        var one = ONE.matcher(path);
        try {
            if (one.matches() && method.equals("DELETE")) {
                return end(Long.parseLong(one.group(1)));
            }
            return path.equals(PATH) ? all(method, exchange) : no(404, "Here are /faults and /faults/<id>");
        } catch (IllegalArgumentException e) {
            return no(400, String.valueOf(e.getMessage()));
        }
    }

    private Answer all(String method, HttpExchange exchange) throws IOException {
        return switch (method) {
            case "GET" -> new Answer(200, FaultJson.write(faults.active()));
            case "POST" -> plant(exchange);
            case "DELETE" -> new Answer(200, FaultJson.write("ended", faults.endAll()));
            default -> no(405, "Allowed are GET, POST and DELETE");
        };
    }

    private Answer plant(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        return body.length > MAX_BODY
                ? no(413, "The body has " + MAX_BODY + " bytes at most")
                : new Answer(201, FaultJson.write(faults.plant(FaultJson.read(body))));
    }

    private Answer end(long id) {
        return faults.end(id)
                ? new Answer(200, FaultJson.write("ended", 1))
                : no(404, "No fault " + id + " is at work");
    }

    private static Answer no(int status, String error) {
        return new Answer(status, FaultJson.write("error", error));
    }
}
