package io.throughline.stub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A sliding minute. Not thread-safe: its stub system takes turns. */
final class RateLimit {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Clock clock;
    private final Deque<Instant> accepted = new ArrayDeque<>();
    private int most;

    /** Without a limit until {@link #to} sets one. */
    RateLimit(Clock clock) {
        this.clock = clock;
    }

    void to(int perMinute) {
        if (perMinute < 1) {
            throw new IllegalArgumentException("A limit admits at least one request a minute, not " + perMinute);
        }
        most = perMinute;
    }

    /** @return how long to stay away, in whole seconds rounded up; absent when the request is admitted */
    Optional<Duration> refuse() {
        if (most == 0) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        while (!accepted.isEmpty() && !accepted.getFirst().isAfter(now.minus(WINDOW))) {
            accepted.removeFirst();
        }
        if (accepted.size() < most) {
            accepted.addLast(now);
            return Optional.empty();
        }
        Duration left = Duration.between(now, accepted.getFirst().plus(WINDOW));
        return Optional.of(Duration.ofSeconds(left.toSeconds() + 1));
    }
}
