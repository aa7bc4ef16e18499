package io.throughline.stub;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was answered first to each idempotency key. Not thread-safe: its stub system takes turns. */
final class FirstAnswers {

    private static final int MOST_KEYS = 10_000;

    private record Answered(String body, StubAnswer answer) {}

    private final Map<String, Answered> byKey = new LinkedHashMap<>();

    /** The first answer, where the key was used before; {@code other} where it was with another request. */
    Optional<StubAnswer> to(String key, String body, StubAnswer other) {
        return Optional.ofNullable(byKey.get(key)).map(first -> first.body().equals(body) ? first.answer() : other);
    }

    void keep(String key, String body, StubAnswer answer) {
        byKey.put(key, new Answered(body, answer));
        byKey.keySet().stream()
                .limit(Math.max(0, byKey.size() - MOST_KEYS))
                .toList()
                .forEach(byKey::remove);
    }

    void forget() {
        byKey.clear();
    }
}
