package io.throughline.dashboard.alert;

import static io.throughline.dashboard.store.LedgerFixture.NOW;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.ledger.Concerns;
import io.throughline.dashboard.ledger.Publishing;
import io.throughline.dashboard.ledger.Surroundings;
import io.throughline.dashboard.store.LedgerFixture;
import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderPlaced;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.Heartbeat;
import io.throughline.events.outcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** One integration under a clock that a test moves, looked at every 30 seconds. */
final class Day implements AutoCloseable {

    static final Duration STEP = Duration.ofSeconds(30);
    static final AlertProperties PROPERTIES = new AlertProperties(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofSeconds(60));

    private static final int BATCH = 500;

    final LedgerFixture fixture = new LedgerFixture();
    final AlertWatch watch;

    /** What the integration says of itself; a test changes it. */
    UnaryOperator<Heartbeat> says = beat -> beat;

    boolean speaks = true;

    Day() {
        this(List.of());
    }

    /** @param channels over which people are to be told; nothing is sent */
    Day(List<String> channels) {
        Notifier notifier = new Notifier(
                fixture.notices,
                channels.stream().map(Mute::new).<Channel>map(mute -> mute).toList(),
                NotifierIT.properties(null, 1),
                fixture.clock);
        watch = new AlertWatch(fixture.signs, fixture.alerts, fixture.notices, notifier, PROPERTIES);
        fixture.hear(Events.announcement(Events.FULFILLMENT, NOW.minus(Duration.ofDays(4))));
    }

    /** A channel of which only the name counts. */
    private record Mute(String name) implements Channel {

        @Override
        public void send(Words words) {
            throw new IllegalStateException("Nothing is sent from here");
        }

        @Override
        public void close() {}
    }

    Instant now() {
        return fixture.clock.instant();
    }

    void goOn(Duration length) {
        for (long step = 0; step < length.dividedBy(STEP); step++) {
            fixture.clock.advance(STEP);
            look();
        }
    }

    void look() {
        if (speaks) {
            fixture.hear(says.apply(Events.heartbeat(Events.FULFILLMENT, now(), 0, null)));
        }
        fixture.countMisses();
        Publishing published = new Publishing(now(), null, 0L, List.of());
        Surroundings around =
                new Surroundings(now(), published, null, null, fixture.signs.outbox(), Concerns.NONE, null);
        fixture.turn.take(now(), PROPERTIES.every(), last -> watch.look(around, last));
    }

    /** Events of orders from the first number on, seen now. */
    List<EventEnvelope<OrderPlaced>> placed(int first, int count) {
        List<EventEnvelope<OrderPlaced>> events = IntStream.range(first, first + count)
                .mapToObj(order -> Events.placed(order, now()))
                .toList();
        inBatches(events, some -> fixture.see(some.toArray(EventEnvelope[]::new)));
        return events;
    }

    void deliver(List<EventEnvelope<OrderPlaced>> events) {
        report(events, event -> Events.outcome(event, Result.DELIVERED, now(), new Events.Tries(9, 4, 3)));
    }

    void park(List<EventEnvelope<OrderPlaced>> events, String cause) {
        report(events, event -> Events.parkedFor(cause, event, now()));
    }

    private void report(List<EventEnvelope<OrderPlaced>> events, Function<EventEnvelope<?>, DeliveryOutcome> outcome) {
        inBatches(
                events,
                some -> fixture.report(
                        Events.FULFILLMENT, some.stream().map(outcome).toArray(DeliveryOutcome[]::new)));
    }

    /** As they come from a topic; after the first, PostgreSQL plans for more rows, as it does by itself in a minute. */
    private <T> void inBatches(List<T> all, Consumer<List<T>> write) {
        for (int from = 0; from < all.size(); from += BATCH) {
            write.accept(all.subList(from, Math.min(all.size(), from + BATCH)));
            if (from == 0 && all.size() > BATCH) {
                fixture.jdbc.sql("analyze").update();
            }
        }
    }

    @Override
    public void close() {
        fixture.close();
    }
}
