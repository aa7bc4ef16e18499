package io.throughline.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderPlaced;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.TransientFailure;
import io.throughline.stub.Fault;
import io.throughline.testkit.Events;
import io.throughline.testkit.Line;
import io.throughline.testkit.OrderFixture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two instances, one inventory system. */
class LevelPushIT {

    private static final int ORDERS = 60;

    private final StockFixture fixture = new StockFixture(Duration.ofHours(1));
    private final Stock one = fixture.stock;
    private final Stock other = fixture.anotherInstance(Duration.ofSeconds(5));

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void endsWithTheRightLevelWhenAPushArrivesAfterALaterOne() {
        place(one, 1);
        Stock impatient = fixture.anotherInstance(Duration.ofMillis(300));
        fixture.system.failNext(1, Fault.late(Duration.ofMinutes(5)));

        // Held on the way with the level after two orders; its sender gives up waiting.
        assertThatExceptionOfType(TransientFailure.class)
                .isThrownBy(() -> place(impatient, 2))
                .matches(lost -> lost.code().equals("inventory-no-answer"));
        // Overtakes it with the level after three, which is not taken for granted.
        assertThatExceptionOfType(TransientFailure.class)
                .isThrownBy(() -> place(other, 3))
                .matches(unclear -> unclear.code().equals("lane-unclear"));
        assertThat(fixture.system.level("SKU-1")).isEqualTo(StockFixture.OPENING - 3);
        fixture.system.letLateArrive();
        await().until(() -> fixture.system.level("SKU-1") == StockFixture.OPENING - 2);
        fixture.facilities.settle();
        Outcome third = place(other, 3);
        Outcome second = place(impatient, 2);

        assertThat(third.code()).isEqualTo("done");
        assertThat(second.code()).isEqualTo("already-done");
        assertThat(fixture.system.level("SKU-1")).isEqualTo(StockFixture.OPENING - 3);
    }

    @Test
    void leavesTheNewestLevelWhenTwoInstancesPushTheSameItemsAtOnce() throws InterruptedException, ExecutionException {
        fixture.system.failNext(ORDERS, Fault.slow(Duration.ofMillis(20)));

        placeAtOnce(List.of(one, other));

        assertThat(fixture.system.level("SKU-1")).isEqualTo(StockFixture.OPENING - ORDERS);
        assertThat(fixture.system.level("SKU-2")).isEqualTo(StockFixture.OPENING - ORDERS);
    }

    @Test
    void pushesTheLevelsOfManyDeliveriesInFewRequests() throws InterruptedException, ExecutionException {
        place(one, ORDERS);
        int before = fixture.system.absoluteSets();
        fixture.system.failNext(ORDERS, Fault.slow(Duration.ofMillis(100)));

        placeAtOnce(List.of(one));

        assertThat(fixture.system.absoluteSets() - before).isLessThan(ORDERS / 2);
        assertThat(fixture.system.level("SKU-1")).isEqualTo(StockFixture.OPENING - ORDERS - 1);
    }

    @Test
    void pushesAgainWhatIsNotThereWhenItIsReadBack() {
        place(one, 1);
        fixture.system.overwriteNext("SKU-1", 77);

        place(one, 2);

        assertThat(fixture.system.level("SKU-1")).isEqualTo(StockFixture.OPENING - 2);
    }

    private void placeAtOnce(List<Stock> instances) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> deliveries = IntStream.range(0, ORDERS)
                    .<Future<?>>mapToObj(number ->
                            threads.submit(() -> place(instances.get(number % instances.size()), number)))
                    .toList();
            for (Future<?> delivery : deliveries) {
                delivery.get();
            }
        }
    }

    private static Outcome place(Stock stock, int number) {
        List<Line> lines = number % 2 == 0
                ? List.of(new Line("SKU-1", 1), new Line("SKU-2", 1))
                : List.of(new Line("SKU-2", 1), new Line("SKU-1", 1));
        EventEnvelope<OrderPlaced> event = Events.orderPlaced(
                OrderFixture.order(lines.toArray(Line[]::new)).key("shopify:demo-shop:" + (1000 + number)));
        return new StockHandlers().placed(stock).handle(event, StockFixture.first(event));
    }
}
