package io.throughline.testkit;

import io.throughline.runtime.token.AccessTokens;
import io.throughline.runtime.token.TokenTable;
import io.throughline.runtime.token.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Access tokens without a database, for a test of one instance that is not about them. */
public final class Access {

    private Access() {}

    /** A new token whenever one is asked for. */
    public static AccessTokens tokens() {
        Clock clock = Clock.systemUTC();
        return new AccessTokens(
                new Remembered(new AtomicReference<>(new Tokens("", "seed", Instant.EPOCH))),
                refresh -> new Tokens(
                        UUID.randomUUID().toString(), refresh, clock.instant().plus(Duration.ofHours(1))),
                Duration.ofSeconds(10),
                clock);
    }

    private record Remembered(AtomicReference<Tokens> tokens) implements TokenTable {

        @Override
        public Tokens read() {
            return tokens.get();
        }

        @Override
        public Optional<Tokens> claim(UUID owner) {
            return Optional.of(tokens.get());
        }

        @Override
        public boolean replace(Tokens spent, Tokens next) {
            return tokens.compareAndSet(spent, next);
        }

        @Override
        public void release(UUID owner) {
            // Nobody else could have claimed them.
        }
    }
}
