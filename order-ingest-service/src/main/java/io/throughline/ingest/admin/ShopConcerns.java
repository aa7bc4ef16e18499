package io.throughline.ingest.admin;

import io.throughline.ingest.receive.RefusalWatch;
import io.throughline.ingest.shops.SecretEnds;
import io.throughline.ingest.store.Gaps;
import io.throughline.ingest.store.Traffic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose webhooks stay away, are refused, or did not tell of a change. */
@Component
class ShopConcerns {

    private static final Duration MISSED_WITHIN = Duration.ofHours(1);

    private final Traffic traffic;
    private final RefusalWatch refusals;
    private final Gaps gaps;
    private final SecretEnds secrets;
    private final Clock clock;

    ShopConcerns(Traffic traffic, RefusalWatch refusals, Gaps gaps, SecretEnds secrets, Clock clock) {
        this.traffic = traffic;
        this.refusals = refusals;
        this.gaps = gaps;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * When genuine webhooks of a shop came, of all instances together.
     *
     * @param usualMs between two of them as a rule; absent until there were two
     */
    record Sends(
            String source,
            String shop,
            Instant lastAt,
            @Nullable Long usualMs) {}

    /** A shop whose requests are refused. */
    record Refusing(String source, String shop) {}

    /** So many changes at shops of one kind. */
    record Missed(String source, long changes) {}

    /** @param secret {@code webhook-secret}, {@code api-token} */
    record Expiring(String source, String shop, String secret, Instant expiresAt) {}

    List<Expiring> expiring() {
        return secrets.soon().stream()
                .map(end -> new Expiring(end.shop().source(), end.shop().shop(), end.secret(), end.at()))
                .toList();
    }

    List<Sends> sends() {
        return traffic.list().stream()
                .map(one -> new Sends(
                        one.shop().source(),
                        one.shop().shop(),
                        one.lastAt(),
                        one.interval().map(Duration::toMillis).orElse(null)))
                .toList();
    }

    List<Refusing> refusing() {
        return refusals.jumped().stream()
                .map(shop -> new Refusing(shop.source(), shop.shop()))
                .toList();
    }

    List<Missed> missed() {
        return gaps.foundSince(clock.instant().minus(MISSED_WITHIN)).stream()
                .map(found -> new Missed(found.source(), found.changes()))
                .toList();
    }
}
