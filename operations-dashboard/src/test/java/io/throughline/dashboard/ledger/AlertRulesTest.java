package io.throughline.dashboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.ledger.History.Decided;
import io.throughline.dashboard.ledger.Observed.Burn;
import io.throughline.dashboard.ledger.Observed.Pauses;
import io.throughline.dashboard.ledger.Surroundings.Outbox;
import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.events.catalogue.FailureMode;
import io.throughline.events.outcome.ExpiringSecret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each alert on its condition, alone, and silent without it. */
class AlertRulesTest {

    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final CatalogueEntry ENTRY = entry();

    static final Publishing FINE = new Publishing(NOW, null, 0L, List.of());
    static final Surroundings CALM = new Surroundings(NOW, FINE, null, null, Outbox.EMPTY, Concerns.NONE, null);
    static final Observed HEALTHY = seen(new Seen());

    private static CatalogueEntry entry() {
        CatalogueEntry plain = Events.announcement(Events.FULFILLMENT, NOW).entry();
        return new CatalogueEntry(
                plain.integration(),
                plain.title(),
                plain.owner(),
                plain.downstream(),
                plain.contract(),
                plain.businessImpact(),
                plain.sla(),
                plain.events(),
                List.of(
                        new FailureMode("shipbob-rejected", "low", "high", "alerted", "ParkedDeliveries"),
                        new FailureMode("shipment-differs", "low", "high", "alerted", "EffectConflict"),
                        new FailureMode("unreadable-event", "low", "high", "alerted", "DeadLetters")),
                plain.legacyPath(),
                plain.migrationStage());
    }

    /** An integration that is well, but for what a test says. */
    static final class Seen {
        @Nullable
        Pulse pulse = pulse("closed", false, 0);

        boolean deaf;
        Map<String, Long> parked = Map.of();
        long unaccounted;
        long unreceived;
        long absent;
        Burn burn = burn(Decided.NONE, Decided.NONE, Decided.NONE, 0);
        Pauses pauses = Pauses.NONE;
    }

    static Observed seen(Seen seen) {
        return new Observed(
                ENTRY,
                seen.pulse,
                seen.deaf,
                seen.parked,
                seen.unaccounted,
                seen.unreceived,
                seen.absent,
                seen.burn,
                seen.pauses);
    }

    static Pulse pulse(String breaker, boolean paused, long due) {
        return new Pulse(NOW, due, 0, 0, 0, null, breaker, paused, null);
    }

    static Pulse expiring(Instant at) {
        return new Pulse(NOW, 0, 0, 0, 0, null, "closed", false, new ExpiringSecret("shipbob-token", at));
    }

    static Burn burn(Decided hour, Decided sixHours, Decided threeDays, long stuck) {
        return new Burn(hour, sixHours, hour, sixHours, threeDays, stuck, stuck, 0);
    }

    record Case(String alert, Observed integration, Surroundings around) {

        static Case of(String alert, java.util.function.Consumer<Seen> change) {
            Seen seen = new Seen();
            change.accept(seen);
            return new Case(alert, seen(seen), CALM);
        }

        static Case around(String alert, Surroundings around) {
            return new Case(alert, HEALTHY, around);
        }
    }

    static Stream<Case> wrong() {
        Instant before = NOW.minusSeconds(61);
        return Stream.of(
                Case.of(
                        "SlaBurn critical",
                        seen -> seen.burn = burn(new Decided(97, 3), Decided.NONE, Decided.NONE, 0)),
                Case.of(
                        "SlaBurn critical",
                        seen -> seen.burn = burn(new Decided(9, 0), new Decided(97, 3), Decided.NONE, 0)),
                Case.of(
                        "SlaBurn warning",
                        seen -> seen.burn = burn(Decided.NONE, new Decided(997, 3), new Decided(2000, 4), 3)),
                Case.of("ParkedDeliveries warning", seen -> seen.parked = Map.of("shipbob-rejected", 24L)),
                Case.of(
                        "ParkedDeliveries critical, ParkedDeliveries warning",
                        seen -> seen.parked = Map.of("shipbob-rejected", 20L, "no-such-mode", 5L)),
                Case.of(
                        "EffectConflict critical, ParkedDeliveries warning",
                        seen -> seen.parked = Map.of("shipment-differs", 1L)),
                Case.of("DeadLetters critical", seen -> seen.parked = Map.of("unreadable-event", 1L)),
                Case.of("UnaccountedOrders act critical", seen -> seen.unaccounted = 1),
                Case.of("UnaccountedOrders receive critical", seen -> seen.unreceived = 1),
                Case.of("FalseSuccess critical", seen -> seen.absent = 1),
                Case.of("ConsumerStopped critical", seen -> seen.pulse = null),
                Case.of("ConsumerStopped warning", seen -> seen.pulse = pulse("closed", false, 1)),
                Case.of(
                        "DownstreamFailing critical, DownstreamFailing warning",
                        seen -> seen.pulse = pulse("half-open", false, 1)),
                Case.of("AccessRefused critical", seen -> seen.pulse = pulse("closed", true, 1)),
                Case.of("IntegrationPaused warning", seen -> {
                    seen.pulse = pulse("closed", true, 1);
                    seen.pauses = new Pauses(true, false, NOW.minusSeconds(99));
                }),
                Case.of(
                        "IntegrationPaused warning",
                        seen -> seen.pauses = new Pauses(false, true, NOW.minusSeconds(99))),
                Case.of("SecretExpiring warning", seen -> seen.pulse = expiring(NOW.plusSeconds(86_400))),
                Case.of(
                        "SecretExpiring critical, SecretExpiring warning",
                        seen -> seen.pulse = expiring(NOW.plusSeconds(86_399))),
                Case.of("SecretExpiring critical, SecretExpiring warning", seen -> seen.pulse = expiring(before)),
                Case.around(
                        "AuditChainBroken critical",
                        new Surroundings(
                                NOW,
                                FINE,
                                null,
                                null,
                                Outbox.EMPTY,
                                Concerns.NONE,
                                new AuditCheck.Break(7, "audit", NOW, "It is gone."))),
                Case.around(
                        "IngestStopped critical",
                        new Surroundings(NOW, FINE, before, null, Outbox.EMPTY, Concerns.NONE, null)),
                Case.around(
                        "LedgerBlind critical",
                        new Surroundings(
                                NOW,
                                new Publishing(NOW, before, null, List.of()),
                                null,
                                null,
                                Outbox.EMPTY,
                                Concerns.NONE,
                                null)),
                Case.around(
                        "LedgerBlind critical",
                        new Surroundings(NOW, FINE, null, before, Outbox.EMPTY, Concerns.NONE, null)),
                Case.around(
                        "OutboxNotDraining critical",
                        new Surroundings(NOW, FINE, null, null, new Outbox(3, before, before), Concerns.NONE, null)),
                Case.around(
                        "UnaccountedOrders publish critical",
                        new Surroundings(
                                NOW,
                                new Publishing(NOW, null, 2L, List.of()),
                                null,
                                null,
                                Outbox.EMPTY,
                                Concerns.NONE,
                                null)));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void firesOnItsConditionAlone(Case wrong) {
        assertThat(named(Findings.of(List.of(wrong.integration), wrong.around))).isEqualTo(wrong.alert);
    }

    static Stream<Case> right() {
        return Stream.of(
                Case.of("", seen -> seen.burn = burn(new Decided(1, 2), new Decided(1, 2), new Decided(1, 2), 0)),
                // As many missed as were parked: another alert tells of these.
                Case.of("", seen -> seen.burn = burn(new Decided(10, 20), new Decided(10, 20), Decided.NONE, 18)),
                Case.of("", seen -> seen.burn = burn(new Decided(990, 10), new Decided(9990, 10), Decided.NONE, 0)),
                Case.of("", seen -> {
                    seen.pulse = null;
                    seen.deaf = true;
                }),
                Case.of("", seen -> {
                    seen.pulse = pulse("closed", true, 1);
                    seen.pauses = new Pauses(false, false, NOW.minusSeconds(10));
                }),
                Case.of("", seen -> seen.pauses = new Pauses(true, false, NOW)),
                Case.around("", new Surroundings(NOW, null, null, null, Outbox.EMPTY, Concerns.NONE, null)),
                Case.around(
                        "",
                        new Surroundings(
                                NOW, FINE, null, null, new Outbox(3, NOW.minusSeconds(61), NOW), Concerns.NONE, null)),
                Case.around("", CALM));
    }

    @ParameterizedTest
    @MethodSource("right")
    void isSilentWithoutIt(Case right) {
        assertThat(named(Findings.of(List.of(right.integration), right.around))).isEmpty();
    }

    @Test
    void everyAlertIsInTheTable() {
        assertThat(Stream.of(IntegrationRules.ALL, ServiceRules.OF_INGEST, ShopRules.ALL, ServiceRules.OF_DASHBOARD)
                        .flatMap(List::stream)
                        .map(Finding.Rule::alert))
                .contains(Alert.values());
    }

    private static String named(List<Finding> found) {
        return found.stream()
                .map(finding -> finding.subject().alert().word()
                        + (finding.subject().stage().isEmpty()
                                ? " "
                                : " " + finding.subject().stage() + " ")
                        + finding.severity().word())
                .sorted()
                .collect(java.util.stream.Collectors.joining(", "));
    }
}
