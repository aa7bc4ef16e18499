package io.throughline.dashboard.store;

import io.throughline.dashboard.ledger.Window;
import java.time.Duration;
import java.time.Instant;

/**
 * How a window is cut into points.
 *
 * @param span of the rows that are read for it
 */
record Spacing(String span, Duration step, int points) {

    private static final int MINUTE = 60;

    static Spacing of(Window window) {
        return switch (window) {
            case HOUR -> new Spacing("minute", Duration.ofSeconds(MINUTE), 60);
            case DAY -> new Spacing("minute", Duration.ofMinutes(30), 48);
            case MONTH -> new Spacing("hour", Duration.ofHours(12), 60);
        };
    }

    /** The point that {@code now} belongs to. */
    Instant last(Instant now) {
        long seconds = step.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds) * seconds);
    }

    Instant first(Instant now) {
        return last(now).minus(step.multipliedBy(points - 1L));
    }
}
