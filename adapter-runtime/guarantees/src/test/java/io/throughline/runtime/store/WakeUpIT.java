package io.throughline.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.events.outcome.Result;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.samples.SampleEvents;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two instances write down event n and event n+1 of the same orders at the same moment. */
class WakeUpIT {

    static final int RACES = 10_000;
    static final int AT_ONCE = 20;

    final Clock clock = Clock.systemUTC();

    @Test
    void noEventWaitsForTheSweep() throws Exception {
        try (DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY);
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            RuntimeSchema schema = new RuntimeSchema(database.dataSource());
            new OutcomeLog(schema).maintainPartitions(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), 30);
            Instance first = new Instance(schema);
            Instance second = new Instance(schema);
            int foundBySweep = 0;

            for (int from = 0; from < RACES; from += AT_ONCE) {
                List<Integer> orders =
                        IntStream.range(from, from + AT_ONCE).boxed().toList();
                Future<?> later = other.submit(() -> second.receiveAndFinish(orders, 2));
                first.receiveAndFinish(orders, 1);
                later.get();
                if (from % (20 * AT_ONCE) == 0) {
                    foundBySweep += second.inbox.overlooked();
                }
            }

            foundBySweep += second.inbox.overlooked();
            assertThat(foundBySweep).as("wake-ups lost").isZero();
            int finished = 1;
            while (finished > 0) {
                finished = first.finish(first.inbox.claim(AT_ONCE));
            }
            assertThat(database.jdbc()
                            .sql("select count(*) from order_position where finished = 2")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(RACES);
        }
    }

    private final class Instance {

        final Inbox inbox;
        final Settlements settlements;

        Instance(RuntimeSchema schema) {
            this.inbox = new Inbox(schema, clock, new Lease(UUID.randomUUID(), Duration.ofMinutes(5)));
            this.settlements = new Settlements(schema, clock);
        }

        /** As the receiver, the workers and the settler do it. */
        void receiveAndFinish(Collection<Integer> orders, int sequence) {
            Inbox.Recorded recorded = inbox.record(
                    orders.stream()
                            .map(order -> SampleEvents.placed(order, sequence))
                            .toList(),
                    AT_ONCE);
            if (!recorded.lookAgain().isEmpty()) {
                inbox.next(recorded.lookAgain(), 0);
            }
            finish(recorded.started());
        }

        /** How many were finished, what came next in their orders included. */
        int finish(List<LeasedDelivery> started) {
            int finished = 0;
            List<LeasedDelivery> current = started;
            while (!current.isEmpty()) {
                List<UUID> moved = settlements.finish(
                        current.stream().map(WakeUpIT::delivered).toList());
                finished += moved.size();
                current = new ArrayList<>(inbox.next(moved, AT_ONCE));
            }
            return finished;
        }
    }

    private static Settlement.Finished delivered(LeasedDelivery delivery) {
        return new Settlement.Finished(delivery.fence(), Result.DELIVERED, "done", 1, 0, null);
    }
}
