package io.throughline.runtime.exchange;

import io.throughline.backbone.trace.Span;
import io.throughline.backbone.trace.Span.Kind;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpRequest;
import org.springframework.web.client.RestClient;

/** The span of one request: its id is what the downstream system gets, so that spans of its own hang below it. */
public final class CallSpan {

    /** Where the client keeps the address as the adapter wrote it, with names in the place of values. */
    private static final String TEMPLATE = RestClient.class.getName() + ".uriTemplate";

    private static final Pattern PATH = Pattern.compile("(?:[a-z]+://[^/?]*)?([^?]*).*");

    private static final int LOWEST_ERROR = 400;

    private CallSpan() {}

    /** None outside of attempts that are recorded. */
    public static Span begin(HttpRequest request) {
        Span attempt = Trace.attempt();
        return attempt.isRecorded() ? begin(attempt, request) : Span.NONE;
    }

    private static Span begin(Span attempt, HttpRequest request) {
        String method = request.getMethod().name();
        String path = path(request);
        URI address = request.getURI();
        Span span = attempt.child(Kind.CLIENT, path.isEmpty() ? method : method + " " + path)
                .with("http.request.method", method)
                .with("server.address", String.valueOf(address.getHost()));
        if (address.getPort() > 0) {
            span.with("server.port", address.getPort());
        }
        return path.isEmpty() ? span : span.with("url.template", path);
    }

    /** Never the address that was called: it may name a person in its path, and in its query whatever is asked for. */
    private static String path(HttpRequest request) {
        String written = request.getAttributes().getOrDefault(TEMPLATE, "").toString();
        Matcher template = PATH.matcher(written);
        return template.matches() ? template.group(1) : "";
    }

    /** What the other system says by its status. */
    public static void answered(Span span, int status) {
        span.with("http.response.status_code", status);
        if (status >= LOWEST_ERROR && span.isRecorded()) {
            span.failed(Integer.toString(status));
        }
    }

    /** No answer came. */
    public static void unanswered(Span span, Exception failure) {
        span.failed(failure.getClass().getSimpleName()).end();
    }
}
