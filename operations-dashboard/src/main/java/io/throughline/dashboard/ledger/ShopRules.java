package io.throughline.dashboard.ledger;

import static io.throughline.dashboard.ledger.Severity.CRITICAL;
import static io.throughline.dashboard.ledger.Severity.WARNING;

import io.throughline.dashboard.ledger.Finding.Rule;
import io.throughline.dashboard.ledger.Finding.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The alerts about shops, from what ingest tells of them, with the thresholds of Prometheus. */
final class ShopRules {

    static final Duration SILENCE = Duration.ofMinutes(15);

    /** Webhooks within {@link #SILENCE}. By chance none comes of so many once in twenty thousand times. */
    static final int EXPECTED = 10;

    static final int MANY_MISSED = 10;
    static final Duration FETCH_PATIENCE = Duration.ofMinutes(10);
    static final Duration ERASURE_PATIENCE = Duration.ofDays(1);

    static final List<Rule<Surroundings>> ALL = List.of(
            rule(Alert.WEBHOOK_SILENCE, CRITICAL, Duration.ZERO, ShopRules::silent),
            rule(Alert.REFUSALS_JUMP, CRITICAL, Duration.ZERO, ShopRules::refusing),
            rule(Alert.WEBHOOKS_QUARANTINED, WARNING, Duration.ofMinutes(5), ShopRules::quarantined),
            rule(Alert.MISSED_WEBHOOKS, WARNING, Duration.ZERO, ShopRules::missed),
            rule(Alert.ORDERS_NOT_FETCHED, WARNING, Duration.ZERO, ShopRules::unfetched),
            rule(Alert.ERASURE_UNFINISHED, WARNING, Duration.ZERO, ShopRules::unerased),
            rule(
                    Alert.SECRET_EXPIRING,
                    CRITICAL,
                    Duration.ZERO,
                    (concerns, now) -> expiring(concerns.ending(now.plus(IntegrationRules.LAST_DAY)))),
            rule(
                    Alert.SECRET_EXPIRING,
                    WARNING,
                    Duration.ZERO,
                    (concerns, now) -> expiring(concerns.ending(Instant.MAX))));

    private ShopRules() {}

    private interface Sign {

        Optional<Told> of(Concerns concerns, Instant now);
    }

    private static Rule<Surroundings> rule(Alert alert, Severity severity, Duration patience, Sign sign) {
        return new Rule<>(alert, "", severity, seen -> patience, seen -> sign.of(seen.concerns(), seen.now()));
    }

    private static Optional<Told> silent(Concerns concerns, Instant now) {
        List<String> kinds = concerns.silent(now, SILENCE, EXPECTED);
        return kinds.isEmpty()
                ? Optional.empty()
                : Told.of(
                        "No webhook of " + String.join(", ", kinds) + " came for a quarter of an hour.",
                        "The storefront stopped sending, or does not reach ingest.");
    }

    private static Optional<Told> refusing(Concerns concerns, Instant now) {
        return concerns.refusing().isEmpty()
                ? Optional.empty()
                : Told.of(
                        "Requests are refused much more often than usual: "
                                + concerns.refusing().stream()
                                        .map(shop -> shop.source() + "/" + shop.shop())
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + ".",
                        "The storefront signs with a secret that is not configured here.");
    }

    private static Optional<Told> quarantined(Concerns concerns, Instant now) {
        return concerns.quarantined() + concerns.conflicting() == 0
                ? Optional.empty()
                : Told.of(
                        concerns.quarantined() + " webhooks were not understood, " + concerns.conflicting()
                                + " came with another body than before.",
                        "A storefront sends what is not read here, or a mapping has a bug.");
    }

    private static Optional<Told> missed(Concerns concerns, Instant now) {
        List<Concerns.Missed> many = concerns.missed().stream()
                .filter(one -> one.changes() > MANY_MISSED)
                .toList();
        return many.isEmpty()
                ? Optional.empty()
                : Told.of(
                        "Within an hour no webhook told of changes that the shops were asked for: "
                                + many.stream()
                                        .map(one -> one.changes() + " of " + one.source())
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + ".",
                        "Webhooks of a topic stay away, or are refused.");
    }

    private static Optional<Told> unfetched(Concerns concerns, Instant now) {
        return isPast(concerns.fetchesSince(), FETCH_PATIENCE, now)
                ? Told.of(
                        "Webhooks have waited for more than ten minutes for orders that cannot be fetched.",
                        "The storefront's API is down, or refuses our key.")
                : Optional.empty();
    }

    private static Optional<Told> unerased(Concerns concerns, Instant now) {
        return isPast(concerns.erasuresSince(), ERASURE_PATIENCE, now)
                ? Told.of(
                        "Somebody is not erased everywhere, a day after it was asked for.",
                        "A delivery of theirs is parked or waits, or a service is down.")
                : Optional.empty();
    }

    private static Optional<Told> expiring(List<String> secrets) {
        return secrets.isEmpty()
                ? Optional.empty()
                : Told.of(
                        "Secrets of shops end soon: " + String.join(", ", secrets) + ".",
                        "They are given for a time. From then on webhooks are refused, or orders cannot be fetched.");
    }

    private static boolean isPast(@Nullable Instant since, Duration patience, Instant now) {
        return since != null && since.isBefore(now.minus(patience));
    }
}
