package io.throughline.runtime.dispatch;

import io.throughline.runtime.store.Evidence;
import java.time.Duration;
import java.util.function.Function;

/**
 * How an attempt did not end well.
 *
 * @param evidence collected only when the delivery is parked
 */
record Failed(RuntimeException failure, Duration took, Function<Investigation, Evidence> evidence) {}
