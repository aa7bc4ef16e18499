package io.throughline.runtime.dispatch;

import io.throughline.backbone.trace.Span;
import io.throughline.runtime.store.Evidence;
import java.time.Duration;
import java.util.function.Function;

/**
 * How an attempt did not end well.
 *
 * @param stopped whether calls are stopped now: then the failure is not held against the delivery
 * @param span of the attempt
 * @param evidence collected only when the delivery is parked
 */
record Failed(
        RuntimeException failure,
        Duration took,
        boolean stopped,
        Span span,
        Function<Investigation, Evidence> evidence) {}
