package io.throughline.runtime.store;

import java.time.Duration;
import java.util.UUID;

/**
 * In whose name, and for how long, this instance takes orders.
 *
 * @param owner this instance; new at every start
 */
public record Lease(UUID owner, Duration length) {

    double seconds() {
        return length.toMillis() / 1000.0;
    }
}
