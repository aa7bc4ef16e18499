package io.throughline.runtime.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.testing.CountingDataSource;
import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.samples.SampleEvents;
import io.throughline.runtime.store.NewDelivery;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundTripsIT {

    static final int MESSAGES = 4000;
    static final int BATCH = 200;

    @Test
    void spendsAtMostOneRoundTripOnTwentyMessagesWhileAHundredWait() {
        try (DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY)) {
            CountingDataSource counting = new CountingDataSource(database.dataSource());
            try (EngineFixture engine = new EngineFixture(
                    database.dataSource(),
                    counting,
                    // It sweeps as seldom as a service does: what a slow machine adds is time, not work.
                    new EngineFixture.Setting(Duration.ofSeconds(60), EngineFixture.UNLIMITED, Duration.ofSeconds(5)),
                    (name, delivery) -> Outcome.delivered())) {
                long before = counting.roundTrips();

                receiveAll(engine);
                engine.started();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> engine.count("select count(*) from outcome") == MESSAGES);

                double perMessage = (double) (counting.roundTrips() - before) / MESSAGES;
                assertThat(perMessage).as("round trips per message").isLessThanOrEqualTo(0.05);
            }
        }
    }

    private static void receiveAll(EngineFixture engine) {
        List<NewDelivery> events = IntStream.rangeClosed(1, MESSAGES)
                .mapToObj(order -> SampleEvents.placed(order, 1))
                .toList();
        for (int from = 0; from < MESSAGES; from += BATCH) {
            engine.receive(events.subList(from, from + BATCH));
        }
    }
}
