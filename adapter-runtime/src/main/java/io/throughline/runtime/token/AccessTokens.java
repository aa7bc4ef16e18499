package io.throughline.runtime.token;

import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.TransientFailure.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An account's access tokens. One instance at a time renews them, and what it was given is committed before anybody
 * makes use of it: where refresh tokens rotate, a new one that is lost, or an old one that is used twice, costs the
 * access.
 */
public final class AccessTokens {

    private static final Tokens NONE = new Tokens("", "", Instant.MIN);

    /** How often is looked whether another instance is done. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final TokenTable table;
    private final TokenEndpoint endpoint;
    private final Duration patience;
    private final Clock clock;
    private final AtomicReference<Tokens> latest = new AtomicReference<>(NONE);

    /** @param timeout longest that the endpoint takes to connect, and again to answer */
    public AccessTokens(TokenTable table, TokenEndpoint endpoint, Duration timeout, Clock clock) {
        this.table = table;
        this.endpoint = endpoint;
        this.patience = timeout.multipliedBy(3);
        this.clock = clock;
    }

    /**
     * An access token for the next call.
     *
     * @throws TransientFailure when it ran out and cannot be renewed
     */
    public String current() {
        Tokens known = latest.get();
        return isFresh(known) ? known.access() : newer(known);
    }

    /**
     * Gets another token than the one that was given out last, because that one was refused; for {@code HttpFailures}.
     *
     * @return true; what cannot be renewed throws
     * @throws TransientFailure as {@link #current}
     */
    public boolean renew() {
        newer(latest.get());
        return true;
    }

    private String newer(Tokens refused) {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() - end < 0) {
            Tokens stored = table.read();
            if (isBetter(stored, refused)) {
                latest.set(stored);
                return stored.access();
            }
            UUID owner = UUID.randomUUID();
            Optional<Tokens> claimed = table.claim(owner);
            if (claimed.isEmpty()) {
                pause();
            } else if (renew(owner, claimed.get(), refused)) {
                return latest.get().access();
            }
        }
        throw new TransientFailure(Kind.TURN, "token-busy", "Another instance is renewing the access token", null);
    }

    /** @return false when others had renewed them, or did so meanwhile: theirs are to be read */
    private boolean renew(UUID owner, Tokens claimed, Tokens refused) {
        boolean replaced = false;
        try {
            if (!isBetter(claimed, refused)) {
                Tokens next = endpoint.refresh(claimed.refresh());
                replaced = table.replace(claimed, next);
                // Not before it is committed.
                if (replaced) {
                    latest.set(next);
                }
            }
            return replaced;
        } finally {
            if (!replaced) {
                table.release(owner);
            }
        }
    }

    private boolean isBetter(Tokens stored, Tokens refused) {
        return isFresh(stored) && !stored.access().equals(refused.access());
    }

    private boolean isFresh(Tokens tokens) {
        return !tokens.access().isEmpty() && tokens.renewAt().isAfter(clock.instant());
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException alarm) {
            Thread.currentThread().interrupt();
            throw new TransientFailure(Kind.TURN, "token-busy", "The attempt ended before the token was renewed", null);
        }
    }
}
