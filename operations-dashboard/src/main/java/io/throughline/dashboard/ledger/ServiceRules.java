package io.throughline.dashboard.ledger;

import static io.throughline.dashboard.ledger.Severity.CRITICAL;

import io.throughline.dashboard.ledger.AuditCheck.Break;
import io.throughline.dashboard.ledger.Finding.Rule;
import io.throughline.dashboard.ledger.Finding.Told;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The alerts of ingest and of the dashboard, as far as it sees them, with the waiting times of Prometheus. */
final class ServiceRules {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String ANY = "";

    static final List<Rule<Surroundings>> OF_INGEST = List.of(
            new Rule<>(Alert.INGEST_STOPPED, ANY, CRITICAL, seen -> MINUTE, ServiceRules::unreachable),
            new Rule<>(Alert.OUTBOX_NOT_DRAINING, ANY, CRITICAL, seen -> MINUTE, ServiceRules::standsStill),
            new Rule<>(
                    Alert.UNACCOUNTED_ORDERS, "publish", CRITICAL, seen -> Duration.ZERO, ServiceRules::unpublished));

    static final List<Rule<Surroundings>> OF_DASHBOARD = List.of(
            new Rule<>(Alert.LEDGER_BLIND, ANY, CRITICAL, seen -> Duration.ofMinutes(5), ServiceRules::blind),
            new Rule<>(Alert.AUDIT_CHAIN_BROKEN, ANY, CRITICAL, seen -> Duration.ZERO, ServiceRules::tampered));

    private ServiceRules() {}

    private static Optional<Told> unreachable(Surroundings seen) {
        return seen.unreachableSince() == null
                ? Optional.empty()
                : Told.of(
                        "order-ingest-service does not answer the dashboard: webhooks are probably not taken.",
                        "Its processes ended or hang, its database is away, or the dashboard cannot reach it.");
    }

    private static Optional<Told> standsStill(Surroundings seen) {
        boolean sees = seen.publishing() != null && seen.publishing().blindSince() == null;
        return sees && seen.outbox().standsStill(seen.now(), MINUTE)
                ? Told.of(
                        seen.outbox().events() + " events are committed in ingest and not published, and none comes.",
                        "The broker refuses ingest, or a transaction in its database stays open.")
                : Optional.empty();
    }

    private static Optional<Told> unpublished(Surroundings seen) {
        long missing = seen.publishing() == null ? 0 : seen.publishing().unaccountedOrZero();
        return missing == 0
                ? Optional.empty()
                : Told.of(
                        missing + " events were committed by ingest and did not come on topic orders.",
                        "Ingest cannot send, or the broker lost them.");
    }

    private static Optional<Told> blind(Surroundings seen) {
        return seen.blindSince()
                .flatMap(since -> Told.of(
                        "Nobody counts what is missing: the ledger cannot read what it judges by.",
                        seen.deafSince() == null
                                ? "The dashboard cannot read the log of ingest or topic orders."
                                : "The dashboard receives nothing: the broker is away or refuses it."));
    }

    private static Optional<Told> tampered(Surroundings seen) {
        Break broken = seen.auditBreak();
        return broken == null
                ? Optional.empty()
                : Told.of(
                        "The audit log is not as it was written, from entry " + broken.number() + " on.",
                        "An entry was changed, deleted or added past the dashboard: by hand, or by a restored"
                                + " database.");
    }
}
