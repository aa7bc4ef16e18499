package io.throughline.dashboard.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.ledger.Appended;
import io.throughline.dashboard.store.DeadLetterStore.DeadLetter;
import io.throughline.events.EventEnvelope;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What ingest appended against what came, on a real PostgreSQL. */
class PublishLedgerIT {

    static final Instant NOW = LedgerFixture.NOW;

    final LedgerFixture fixture = new LedgerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void whatCameIsNotMissingWhicheverAccountToldOfItFirst() {
        EventEnvelope<?> seenFirst = Events.placed(1, NOW);
        EventEnvelope<?> toldFirst = Events.placed(2, NOW);

        fixture.see(seenFirst);
        told(seenFirst, toldFirst);
        fixture.see(toldFirst);

        assertThat(fixture.count("awaited")).isZero();
        assertThat(overdueAfter(Duration.ofMinutes(10))).isEmpty();
    }

    @Test
    void anEventThatALaterOneOvertookIsMissing() {
        EventEnvelope<?> lost = Events.placed(1, NOW);
        EventEnvelope<?> later = Events.placed(2, NOW.plusSeconds(1));

        told(lost, later);
        fixture.clock.advance(Duration.ofSeconds(100));
        fixture.see(later);

        assertThat(overdueAfter(Duration.ZERO)).containsExactly(lost.orderKey());
    }

    @Test
    void anEventBehindOthersThatAreComingIsNotMissing() {
        EventEnvelope<?>[] backlog = IntStream.rangeClosed(1, 20)
                .mapToObj(order -> Events.placed(order, NOW.plusMillis(order)))
                .toArray(EventEnvelope<?>[]::new);
        told(backlog);

        fixture.clock.advance(Duration.ofMinutes(10));
        for (EventEnvelope<?> event : backlog) {
            fixture.see(event);
            assertThat(overdueAfter(Duration.ofSeconds(20))).isEmpty();
        }
        assertThat(fixture.count("awaited")).isZero();
    }

    @Test
    void theLastEventIsMissingOnceNoneHasComeForAsLongAsPublishingMayTake() {
        EventEnvelope<?> came = Events.placed(1, NOW);
        EventEnvelope<?> lost = Events.placed(2, NOW.plusMillis(1));
        told(came, lost);
        fixture.clock.advance(Duration.ofSeconds(60));
        fixture.see(came);

        assertThat(overdueAfter(Duration.ofSeconds(29))).isEmpty();
        assertThat(overdueAfter(Duration.ofSeconds(2))).containsExactly(lost.orderKey());
        fixture.see(lost);
        assertThat(overdueAfter(Duration.ofMinutes(5))).isEmpty();
    }

    @Test
    void anEventThatCameUnreadableWasPublished() {
        EventEnvelope<?> deadFirst = Events.placed(1, NOW);
        EventEnvelope<?> toldFirst = Events.placed(2, NOW);

        dead(deadFirst.id().toString());
        told(deadFirst, toldFirst);
        dead(toldFirst.id() + ":command");

        assertThat(fixture.count("awaited")).isZero();
    }

    @Test
    void aPageThatAnotherInstanceWroteDownAlreadyChangesNothing() {
        PublishLedger.Place start = fixture.published.place();
        EventEnvelope<?> event = Events.placed(1, NOW);
        fixture.published.record(start, List.of(appended(event)), "one", NOW);
        fixture.see(event);

        fixture.published.record(start, List.of(appended(event)), "one", NOW);

        assertThat(fixture.published.place().cursor()).isEqualTo("one");
        assertThat(fixture.published.place().readUpTo()).isEqualTo(NOW);
        assertThat(fixture.count("awaited")).isZero();
    }

    @Test
    void namesSomeAndCountsAll() {
        told(IntStream.rangeClosed(1, 30)
                .mapToObj(order -> Events.placed(order, NOW.plusMillis(order)))
                .toArray(EventEnvelope<?>[]::new));

        PublishLedger.Overdue overdue = fixture.published.overdue(NOW.plusSeconds(1), NOW.plusSeconds(1), 5);

        assertThat(overdue.count()).isEqualTo(30);
        assertThat(overdue.oldest())
                .extracting(Appended::orderKey)
                .startsWith(Events.orderKey(1))
                .hasSize(5);
    }

    private void told(EventEnvelope<?>... events) {
        PublishLedger.Place place = fixture.published.place();
        fixture.published.record(
                place, Arrays.stream(events).map(PublishLedgerIT::appended).toList(), place.cursor() + "+", NOW);
    }

    private static Appended appended(EventEnvelope<?> event) {
        return new Appended(
                event.id(),
                event.orderRef(),
                event.sequence(),
                event.orderKey(),
                event.type().name(),
                event.acceptedAt());
    }

    private void dead(String messageId) {
        fixture.deadLetters.record(
                List.of(new DeadLetter("orders", messageId, null, "unreadable-event", null, NOW, new byte[] {1})));
    }

    /** As the watch judges it: 30 s to publish, 40 s more granted. */
    private List<String> overdueAfter(Duration time) {
        fixture.clock.advance(time);
        Instant now = fixture.clock.instant();
        return fixture.published.overdue(now.minusSeconds(70), now.minusSeconds(30), 10).oldest().stream()
                .map(Appended::orderKey)
                .toList();
    }
}
