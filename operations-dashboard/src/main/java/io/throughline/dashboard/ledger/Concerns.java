package io.throughline.dashboard.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What ingest says of the shops that somebody may have to be told.
 *
 * @param quarantined webhooks that were accepted and not understood
 * @param conflicting bodies that came under the delivery key of another webhook
 * @param fetchesSince since when the oldest webhook waits for an order that could not be fetched
 * @param erasuresSince when the oldest erasure was asked for that has not ended
 * @param sends when webhooks of each shop came
 * @param refusing shops whose requests are refused much more often than usual
 * @param missed changes found within the last hour that no webhook had told of
 * @param expiring secrets of shops that end soon; an ingest of an earlier release says nothing of them
 */
public record Concerns(
        long quarantined,
        long conflicting,
        @Nullable Instant fetchesSince,
        @Nullable Instant erasuresSince,
        List<Sends> sends,
        List<Refusing> refusing,
        List<Missed> missed,
        @Nullable List<Expiring> expiring) {

    /** Also while nobody can be asked: what cannot be seen is told of by another alert. */
    public static final Concerns NONE = new Concerns(0, 0, null, null, List.of(), List.of(), List.of(), List.of());

    public Concerns {
        sends = List.copyOf(sends);
        refusing = List.copyOf(refusing);
        missed = List.copyOf(missed);
        expiring = expiring == null ? List.of() : List.copyOf(expiring);
    }

    /** @param usualMs between two webhooks of the shop as a rule; absent until there were two */
    public record Sends(
            String source,
            String shop,
            Instant lastAt,
            @Nullable Long usualMs) {

        private double expectedWithin(Duration time) {
            return usualMs == null ? 0 : (double) time.toMillis() / Math.max(usualMs, 1);
        }
    }

    /** A shop whose requests are refused. */
    public record Refusing(String source, String shop) {}

    /**
     * A secret of a shop.
     *
     * @param secret {@code webhook-secret}, {@code api-token}
     */
    public record Expiring(String source, String shop, String secret, Instant expiresAt) {

        private String words() {
            return secret + " of " + source + "/" + shop;
        }
    }

    /** So many changes at shops of one kind. */
    public record Missed(String source, long changes) {}

    /** The same, but for an erasure that another service owes for longer. */
    public Concerns owing(@Nullable Instant since) {
        boolean longer = since != null && (erasuresSince == null || since.isBefore(erasuresSince));
        return longer
                ? new Concerns(quarantined, conflicting, fetchesSince, since, sends, refusing, missed, expiring)
                : this;
    }

    /** Secrets that end before then, the first to end first, as they are spoken of. */
    List<String> ending(Instant before) {
        return Objects.requireNonNull(expiring).stream()
                .filter(secret -> secret.expiresAt.isBefore(before))
                .sorted(Comparator.comparing(Expiring::expiresAt).thenComparing(Expiring::words))
                .map(Expiring::words)
                .toList();
    }

    /** Kinds of storefront that sent nothing for so long, although more than so many webhooks were to be expected. */
    List<String> silent(Instant now, Duration time, int expected) {
        Map<String, List<Sends>> bySource = sends.stream().collect(Collectors.groupingBy(Sends::source));
        return bySource.entrySet().stream()
                .filter(kind ->
                        kind.getValue().stream().allMatch(shop -> shop.lastAt().isBefore(now.minus(time))))
                .filter(kind -> kind.getValue().stream()
                                .mapToDouble(shop -> shop.expectedWithin(time))
                                .sum()
                        > expected)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
