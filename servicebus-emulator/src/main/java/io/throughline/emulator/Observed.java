package io.throughline.emulator;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.throughline.emulator.core.EntityCounts;
import io.throughline.emulator.core.Namespace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /entities} shows.
 *
 * @param connections open now
 */
record Observed(int connections, List<Entity> entities) {

    /** @param oldestSeconds since the first message in line was enqueued; absent when there is none */
    record Entity(
            @JsonUnwrapped EntityCounts counts, @Nullable Long oldestSeconds) {}

    static Observed of(Namespace namespace, int connections) {
        var now = namespace.timers().now();
        var oldest = namespace.oldest();
        return new Observed(
                connections,
                namespace.counts().stream()
                        .map(counts -> {
                            var since = oldest.get(counts.path());
                            return new Entity(
                                    counts,
                                    since == null
                                            ? null
                                            : Duration.between(since, now).toSeconds());
                        })
                        .toList());
    }
}
