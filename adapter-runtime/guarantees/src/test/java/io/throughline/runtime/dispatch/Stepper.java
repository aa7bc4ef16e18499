package io.throughline.runtime.dispatch;

import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.throughline.backbone.trace.Tracing;
import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.OrderPlaced;
import io.throughline.events.command.Authority;
import io.throughline.events.command.DiscardDelivery;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.policy.RetryPolicy;
import io.throughline.runtime.samples.MovedClock;
import io.throughline.runtime.store.CallRates;
import io.throughline.runtime.store.DeliveryId;
import io.throughline.runtime.store.Discards;
import io.throughline.runtime.store.Inbox;
import io.throughline.runtime.store.Lease;
import io.throughline.runtime.store.LeasedDelivery;
import io.throughline.runtime.store.NewDelivery;
import io.throughline.runtime.store.OutcomeLog;
import io.throughline.runtime.store.ParkedDeliveries;
import io.throughline.runtime.store.Pauses;
import io.throughline.runtime.store.RuntimeSchema;
import io.throughline.runtime.store.Settlement;
import io.throughline.runtime.store.Settlement.Again;
import io.throughline.runtime.store.Settlement.Finished;
import io.throughline.runtime.store.Settlement.Parked;
import io.throughline.runtime.store.Settlements;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What an engine does, without its threads: each step happens when the test says so, on a clock that the test moves.
 * Gate, attempts, policy and SQL are the real ones.
 */
final class Stepper implements AutoCloseable {

    private static final Authority BY = new Authority("mina", "operator", "decided");
    static final Duration WAIT_IN_OPEN = Duration.ofMillis(1800);

    final MovedClock clock = new MovedClock(Instant.parse("2026-11-26T06:00:00Z"));
    final CircuitBreaker breaker;
    final Inbox inbox;
    /** Of a process that dies with all that it holds. */
    final Inbox doomed;

    final Settlements settlements;
    final CallGate gate;
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor();
    private final Attempts attempts;
    private final JdbcClient jdbc;
    private final ParkedDeliveries decisions;
    private final Discards discards;
    private Instant openedAt = Instant.MIN;

    Stepper(DataSource database, CircuitBreaker breaker, RetryPolicy retry, Handler handler) {
        this.breaker = breaker;
        RuntimeSchema schema = new RuntimeSchema(database);
        new OutcomeLog(schema).maintainPartitions(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), 30);
        this.inbox = inbox(schema, Duration.ofMinutes(5));
        this.doomed = inbox(schema, Duration.ofMillis(1));
        this.jdbc = JdbcClient.create(database);
        this.decisions = new ParkedDeliveries(schema, clock);
        this.discards = new Discards(schema, clock);
        this.settlements = new Settlements(schema, clock);
        this.gate = new CallGate(
                breaker,
                new PauseWatch(new Pauses(schema, clock), Duration.ofMinutes(1)),
                new CallRate(
                        new CallRates(schema, EngineFixture.UNLIMITED),
                        EngineFixture.unshared(schema),
                        Duration.ofSeconds(30)),
                new CallGate.Settings(256, Duration.ofMinutes(10), Duration.ofMinutes(2)),
                clock);
        gate.onChange(() -> openedAt = clock.instant());
        this.attempts = new Attempts(
                new Handlers(List.of(handler)),
                new Attempts.Limits(new TimeLimit(alarms, Duration.ofSeconds(30)), false),
                gate,
                settlements,
                new Endings(new AttemptLog(new SimpleMeterRegistry(), "test", Tracing.OFF), retry, clock));
    }

    Inbox inbox(RuntimeSchema schema, Duration lease) {
        return new Inbox(schema, clock, new Lease(UUID.randomUUID(), lease));
    }

    /** The breaker's own timer, on the clock of the test. */
    void advance(Duration by) {
        clock.advance(by);
        if (breaker.getState() == CircuitBreaker.State.OPEN && !clock.instant().isBefore(openedAt.plus(WAIT_IN_OPEN))) {
            breaker.transitionToHalfOpenState();
        }
    }

    void receive(List<NewDelivery> batch) {
        Inbox.Recorded recorded = inbox.record(batch, 0);
        inbox.next(recorded.lookAgain(), 0);
    }

    /** Tries what is due and may be tried, at most so many; how many were taken. */
    int step(int most) {
        List<LeasedDelivery> claimed = inbox.claim(Math.clamp(gate.permitted(1), 0, most));
        settle(claimed.stream().map(this::attempt).toList());
        return claimed.size();
    }

    Settlement attempt(LeasedDelivery leased) {
        return attempts.run(List.of(leased)).getFirst().settlement();
    }

    void settle(List<Settlement> ended) {
        List<Again> again = ofKind(ended, Again.class);
        List<Parked> parked = ofKind(ended, Parked.class);
        List<Finished> finished = ofKind(ended, Finished.class);
        if (!again.isEmpty()) {
            settlements.again(again);
        }
        if (!parked.isEmpty()) {
            settlements.park(parked);
        }
        if (!finished.isEmpty()) {
            inbox.next(settlements.finish(finished), 0);
        }
    }

    /** Whether anything becomes due by itself. */
    boolean isWaiting() {
        return jdbc.sql("select count(*) from delivery where parked_at is null and due_at < 'infinity'")
                        .query(Long.class)
                        .single()
                > 0;
    }

    List<DeliveryId> parked() {
        return jdbc.sql("select orderref, orderseq from delivery where parked_at is not null order by 1, 2")
                .query((row, index) -> new DeliveryId(row.getObject(1, UUID.class), row.getInt(2)))
                .list();
    }

    void retry(DeliveryId id) {
        decisions.retry(id);
    }

    void discard(DeliveryId id) {
        // The lease of an attempt that crashed may stand for a moment.
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> discards.take(id.orderRef(), false));
        discards.mark(id, new DiscardDelivery(UUID.randomUUID(), "test", BY, id.orderRef(), id.sequence()));
        discards.finish(1);
        inbox.next(List.of(id.orderRef()), 0);
    }

    private static <S extends Settlement> List<S> ofKind(List<Settlement> ended, Class<S> kind) {
        return ended.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public void close() {
        alarms.shutdownNow();
    }

    /** A handler made of a function of the delivery's name, {@code <order key>/<sequence>}. */
    record Handler(BiFunction<String, Delivery, Outcome> behaviour) implements EventHandler<OrderPlaced> {

        @Override
        public EventType<OrderPlaced> type() {
            return OrderPlaced.TYPE;
        }

        @Override
        public Outcome handle(EventEnvelope<OrderPlaced> event, Delivery delivery) {
            return behaviour.apply(event.orderKey() + "/" + event.sequence(), delivery);
        }
    }
}
