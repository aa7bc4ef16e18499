package io.throughline.testkit;

import java.util.Map;

/**
 * What a stub system answers.
 *
 * @param body written as JSON
 */
public record StubAnswer(int status, Map<String, String> headers, Object body) {

    public StubAnswer {
        headers = Map.copyOf(headers);
    }

    public static StubAnswer of(int status, Object body) {
        return new StubAnswer(status, Map.of(), body);
    }
}
