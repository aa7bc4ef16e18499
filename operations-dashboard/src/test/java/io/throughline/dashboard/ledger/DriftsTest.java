package io.throughline.dashboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.MovableClock;
import io.throughline.dashboard.ledger.Drift.Kind;
import io.throughline.events.catalogue.CatalogueEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A look every five seconds, as the dashboard's properties have it by themselves. */
class DriftsTest {

    static final Duration BEAT = Duration.ofSeconds(5);
    static final Duration PATIENCE = Duration.ofSeconds(45);
    static final Duration PROMISED = Duration.ofSeconds(60);
    static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    static final String FULFILLMENT = "fulfillment-adapter";
    static final String FINANCE = "finance-adapter";

    final MovableClock clock = new MovableClock(NOW);
    final Map<String, Known> heard = new HashMap<>();

    @Nullable
    Instant hearingSince = NOW;

    Drifts drifts = released(Set.of());

    @Test
    void anAdapterWithoutAnEntryIsToldOfWithinSixtySeconds() {
        hear(FULFILLMENT, entry(FULFILLMENT));
        hear(FINANCE, entry(FINANCE));
        List<Drift> told = after(PROMISED, () -> {
            hear(FULFILLMENT, entry(FULFILLMENT));
            hear(FINANCE, entry(FINANCE));
            hear("stranger-adapter", null);
        });

        assertThat(told).containsExactly(Drift.of("stranger-adapter", Kind.NO_ENTRY));
        assertThat(told.getFirst().remedy()).contains("announces its integration.yaml");
    }

    @Test
    void anEntryThatNobodyLivesUpToIsToldOfWithinSixtySeconds() {
        List<Drift> told = after(PROMISED, () -> hear(FULFILLMENT, entry(FULFILLMENT)));

        assertThat(told).containsExactly(Drift.of(FINANCE, Kind.NEVER_HEARD));
        assertThat(told.getFirst().isNews()).isTrue();
    }

    @Test
    void whoeverFallsSilentIsToldOfWithinSixtySecondsAndNotTwiceOnTheOverview() {
        after(Duration.ofMinutes(5), this::bothBeat);

        List<Drift> told = after(PROMISED, () -> hear(FULFILLMENT, entry(FULFILLMENT)));

        assertThat(told).containsExactly(Drift.of(FINANCE, Kind.SILENT));
        assertThat(told.getFirst().isNews()).isFalse();
        assertThat(after(BEAT, this::bothBeat)).isEmpty();
    }

    @Test
    void anotherEntryThanTheReleasedOneIsToldOfByItsFields() {
        CatalogueEntry other =
                Events.announcement(FINANCE, NOW, List.of("order.refunded.v1")).entry();

        List<Drift> told = after(PROMISED, () -> {
            hear(FULFILLMENT, entry(FULFILLMENT));
            hear(FINANCE, other);
            hear("returns-adapter", entry("returns-adapter"));
        });

        assertThat(told)
                .containsExactly(
                        new Drift(FINANCE, Kind.DIFFERS, List.of("events")),
                        Drift.of("returns-adapter", Kind.NOT_LISTED));
        assertThat(told.getFirst().says()).endsWith("catalogue holds: events");
        assertThat(after(BEAT, this::bothBeat)).containsExactly(Drift.of("returns-adapter", Kind.NOT_LISTED));
    }

    @Test
    void aSystemThatHasJustStartedIsNotAccused() {
        hearingSince = null;
        assertThat(everToldDuring(Duration.ofMinutes(3), () -> {})).isEmpty();
        hearingSince = clock.instant();

        // No adapter is up yet for longer than anything is waited for; then one after the other, entry last.
        assertThat(everToldDuring(Duration.ofMinutes(2), () -> {})).isEmpty();
        assertThat(everToldDuring(Duration.ofSeconds(30), () -> hear(FULFILLMENT, null)))
                .isEmpty();
        assertThat(everToldDuring(Duration.ofSeconds(10), () -> hear(FULFILLMENT, entry(FULFILLMENT))))
                .isEmpty();
        assertThat(everToldDuring(Duration.ofMinutes(10), this::bothBeat)).isEmpty();
    }

    @Test
    void aDashboardThatWasAwayAccusesNobodyOfItsOwnAbsence() {
        bothBeat();
        clock.advance(Duration.ofHours(8));
        drifts = released(Set.of());
        hearingSince = clock.instant();

        assertThat(everToldDuring(Duration.ofSeconds(30), () -> {})).isEmpty();
        assertThat(everToldDuring(Duration.ofMinutes(10), this::bothBeat)).isEmpty();
    }

    @Test
    void whileNothingIsReceivedNobodyIsCalledSilent() {
        after(Duration.ofMinutes(5), this::bothBeat);
        hearingSince = null;

        assertThat(everToldDuring(Duration.ofHours(1), () -> {})).isEmpty();
    }

    @Test
    void aRolloutThatTakesLessThanItIsPatientIsNoDrift() {
        CatalogueEntry older =
                Events.announcement(FINANCE, NOW, List.of("order.refunded.v1")).entry();

        assertThat(everToldDuring(Duration.ofSeconds(40), () -> {
                    hear(FULFILLMENT, entry(FULFILLMENT));
                    hear(FINANCE, older);
                }))
                .isEmpty();
        assertThat(everToldDuring(Duration.ofMinutes(2), this::bothBeat)).isEmpty();
    }

    @Test
    void whatIsMeantToRunElsewhereIsNotMissed() {
        drifts = released(Set.of(FINANCE));

        assertThat(everToldDuring(Duration.ofMinutes(10), () -> hear(FULFILLMENT, entry(FULFILLMENT))))
                .isEmpty();
    }

    @Test
    void aStrangerThatFellSilentAgainIsForgotten() {
        after(PROMISED, () -> {
            bothBeat();
            hear("stranger-adapter", null);
        });

        assertThat(after(PROMISED, this::bothBeat)).isEmpty();
    }

    private static Drifts released(Set<String> elsewhere) {
        return new Drifts(
                new Released(Map.of(FULFILLMENT, entry(FULFILLMENT), FINANCE, entry(FINANCE)), elsewhere), PATIENCE);
    }

    private static CatalogueEntry entry(String integration) {
        return Events.announcement(integration, NOW).entry();
    }

    private void bothBeat() {
        hear(FULFILLMENT, entry(FULFILLMENT));
        hear(FINANCE, entry(FINANCE));
    }

    private void hear(String integration, @Nullable CatalogueEntry entry) {
        heard.put(integration, new Known(integration, entry, clock.instant()));
    }

    /** What is told at the last look of a time in which something happens at every beat. */
    private List<Drift> after(Duration time, Runnable beat) {
        return looks(time, beat).getLast();
    }

    private Set<Drift> everToldDuring(Duration time, Runnable beat) {
        return looks(time, beat).stream().flatMap(List::stream).collect(Collectors.toSet());
    }

    private List<List<Drift>> looks(Duration time, Runnable beat) {
        List<List<Drift>> looks = new ArrayList<>();
        for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plus(BEAT)) {
            beat.run();
            clock.advance(BEAT);
            looks.add(drifts.look(List.copyOf(heard.values()), new Hearing(clock.instant(), hearingSince, PATIENCE)));
        }
        return looks;
    }
}
