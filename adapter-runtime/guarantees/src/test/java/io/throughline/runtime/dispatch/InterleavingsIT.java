package io.throughline.runtime.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.TransientFailure.Kind;
import io.throughline.runtime.policy.RetryPolicy;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.samples.SampleEvents;
import io.throughline.runtime.store.DeliveryId;
import io.throughline.runtime.store.LeasedDelivery;
import io.throughline.runtime.store.NewDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Seeded random interleavings of what can happen to an order: its events come in any order and more than once; attempts
 * fail before and after their effect, are refused for good, and die with their process; what was parked is discarded or
 * retried; instances look in each other's way. Each order is one interleaving; many run side by side in one database.
 */
class InterleavingsIT {

    static final int INTERLEAVINGS = 10_000;
    static final int AT_ONCE = 500;
    static final int EVENTS = 3;
    static final int MOST_TURNS = 1000;
    static final long SEED = 20_261_126;

    final Random random = new Random(SEED);
    final Map<String, List<Integer>> effects = new HashMap<>();
    boolean calm;

    @Test
    void keepEveryOrdersOrderAndMakeEachEffectOnceAndEnd() {
        RetryPolicy retry = new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(4), 0.2, Duration.ofHours(1));
        try (DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY);
                Stepper stepper = new Stepper(
                        database.dataSource(), patientBreaker(), retry, new Stepper.Handler(this::attempt))) {
            for (int from = 0; from < INTERLEAVINGS; from += AT_ONCE) {
                interleave(stepper, from);
                assertThat(count(database, "select count(*) from outcome where result in ('delivered', 'discarded')"))
                        .as("ended, orders up to %s, seed %s", from + AT_ONCE, SEED)
                        .isEqualTo((from + AT_ONCE) * EVENTS);
            }

            assertThat(effects.values())
                    .allSatisfy(sequences -> assertThat(sequences).isSorted().doesNotHaveDuplicates());
            assertThat(count(database, "select count(*) from delivery")).isZero();
            assertThat(count(database, "select count(*) from outcome where result = 'parked'"))
                    .isPositive();
            assertThat(count(database, "select count(*) from outcome where result = 'discarded'"))
                    .isPositive();
        }
    }

    private void interleave(Stepper stepper, int from) {
        calm = false;
        List<NewDelivery> arrivals = arrivals(from);
        int next = 0;
        for (int turn = 0; turn < 40; turn++) {
            if (turn == 30) {
                calm = true;
            }
            int until = Math.min(arrivals.size(), next + 1 + random.nextInt(2 * arrivals.size() / 20));
            if (until > next) {
                stepper.receive(arrivals.subList(next, until));
                next = until;
            }
            if (random.nextInt(3) == 0) {
                die(stepper, 1 + random.nextInt(50));
            }
            stepper.step(1 + random.nextInt(AT_ONCE));
            decideParked(stepper);
            stepper.advance(Duration.ofMillis(random.nextInt(3000)));
        }
        stepper.receive(arrivals.subList(next, arrivals.size()));
        for (int turn = 0; turn < MOST_TURNS && somethingIsLeft(stepper); turn++) {
            stepper.advance(Duration.ofSeconds(5));
        }
    }

    private boolean somethingIsLeft(Stepper stepper) {
        return stepper.step(AT_ONCE) + decideParked(stepper) + stepper.inbox.overlooked() > 0 || stepper.isWaiting();
    }

    /** Every event at least once, some twice, in any order. */
    private List<NewDelivery> arrivals(int from) {
        List<NewDelivery> arrivals = new ArrayList<>();
        for (int order = from; order < from + AT_ONCE; order++) {
            for (int sequence = 1; sequence <= EVENTS; sequence++) {
                NewDelivery event = SampleEvents.placed(order, sequence);
                Collections.addAll(arrivals, event);
                if (random.nextInt(4) == 0) {
                    arrivals.add(event);
                }
            }
        }
        Collections.shuffle(arrivals, random);
        return arrivals;
    }

    /** The downstream system and a handler that keeps the rules: it asks first where an attempt may have got there. */
    private Outcome attempt(String name, Delivery delivery) {
        int fate = calm ? 100 : random.nextInt(100);
        if (fate < 15) {
            throw new TransientFailure(Kind.UNAVAILABLE, "test-unavailable", "down", null);
        }
        if (fate < 20) {
            throw new TransientFailure(Kind.RATE_LIMITED, "test-rate-limited", "slow down", null);
        }
        if (fate < 25) {
            throw new PermanentFailure("test-rejected", "no such sku", null);
        }
        haveEffect(name, delivery.mayHaveReachedDownstream());
        if (fate < 35) {
            throw new TransientFailure(Kind.UNKNOWN, "test-no-answer", "lost", null);
        }
        return Outcome.delivered();
    }

    private void haveEffect(String name, boolean asksFirst) {
        int sequence = Integer.parseInt(name.substring(name.lastIndexOf('/') + 1));
        List<Integer> made =
                effects.computeIfAbsent(name.substring(0, name.lastIndexOf('/')), order -> new ArrayList<>());
        if (!asksFirst || !made.contains(sequence)) {
            made.add(sequence);
        }
    }

    /** A process takes deliveries, has the effect of some, and is gone. */
    private void die(Stepper stepper, int held) {
        for (LeasedDelivery taken : stepper.doomed.claim(held)) {
            if (random.nextBoolean()) {
                haveEffect(taken.orderKey() + "/" + taken.id().sequence(), taken.mayHaveReachedDownstream());
            }
        }
    }

    private int decideParked(Stepper stepper) {
        List<DeliveryId> parked = stepper.parked();
        for (DeliveryId id : parked) {
            if (random.nextInt(3) == 0) {
                stepper.discard(id);
            } else {
                stepper.retry(id);
            }
        }
        return parked.size();
    }

    private static int count(DatabaseFixture database, String sql) {
        return database.jdbc().sql(sql).query(Integer.class).single();
    }

    /** Never opens: breakers have tests of their own. */
    private static CircuitBreaker patientBreaker() {
        return CircuitBreaker.of(
                "test", CircuitBreakerConfig.custom().failureRateThreshold(100).build());
    }
}
