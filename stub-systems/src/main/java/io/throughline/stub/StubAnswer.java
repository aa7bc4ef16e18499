package io.throughline.stub;

import java.time.Duration;
import java.util.Map;

/**
 * What a stub system answers.
 *
 * @param body written as JSON; as it is when the answer is a page
 */
public record StubAnswer(int status, Map<String, String> headers, Object body) {

    private static final String TYPE = "Content-Type";

    public StubAnswer {
        headers = Map.copyOf(headers);
    }

    /** Something for people where a program expected JSON. */
    public static StubAnswer page(String html) {
        return new StubAnswer(200, Map.of(TYPE, "text/html"), html);
    }

    /** Nothing to say. */
    public static StubAnswer empty() {
        return new StubAnswer(204, Map.of(), "");
    }

    /** Told to stay away for so many seconds, in the system's own header. */
    static StubAnswer tooMany(String header, Duration wait) {
        return new StubAnswer(
                429, Map.of(header, Long.toString(wait.toSeconds())), Map.of("error", "too many requests"));
    }

    boolean isPage() {
        return headers.containsKey(TYPE);
    }

    public static StubAnswer of(int status, Object body) {
        return new StubAnswer(status, Map.of(), body);
    }
}
