package io.throughline.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderPlaced;
import io.throughline.testkit.Events;
import io.throughline.testkit.Fault;
import io.throughline.testkit.Line;
import io.throughline.testkit.OrderFixture;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LevelSenderIT {

    private static final int ORDERS = 60;

    private final StockFixture fixture = new StockFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void leavesTheNewestLevelWhenTwoInstancesSendTheSameItemsAtOnce() throws InterruptedException, ExecutionException {
        List<Stock> instances = List.of(fixture.stock, fixture.anotherInstance());
        fixture.system.failNext(ORDERS, Fault.slow(Duration.ofMillis(20)));

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> deliveries = IntStream.range(0, ORDERS)
                    .<Future<?>>mapToObj(number ->
                            threads.submit(() -> place(instances.get(number % instances.size()), number)))
                    .toList();
            for (Future<?> delivery : deliveries) {
                delivery.get();
            }
        }

        assertThat(fixture.system.level("SKU-1")).isEqualTo(StockFixture.OPENING - ORDERS);
        assertThat(fixture.system.level("SKU-2")).isEqualTo(StockFixture.OPENING - ORDERS);
        assertThat(fixture.ledger.levels(List.of("SKU-1", "SKU-2"))).allMatch(StockLevel::isSent);
    }

    @Test
    void sendsAgainWhenAnotherInstanceSentANewerLevelFirst() {
        Stock other = fixture.anotherInstance();
        Stock overtaken = fixture.instance(new OvertakenClient(fixture.properties(), () -> place(other, 2)));

        place(overtaken, 1);

        assertThat(fixture.system.level("SKU-1")).isEqualTo(StockFixture.OPENING - 2);
    }

    /** Something happens between reading the levels and sending them; nothing but a double can time that. */
    private static final class OvertakenClient extends InventoryClient {

        private final AtomicReference<Runnable> meanwhile;

        OvertakenClient(InventoryProperties properties, Runnable meanwhile) {
            super(properties, Clock.systemUTC());
            this.meanwhile = new AtomicReference<>(meanwhile);
        }

        @Override
        String set(List<StockLevel> levels, String reason) {
            meanwhile.getAndSet(() -> {}).run();
            return super.set(levels, reason);
        }
    }

    @Test
    void sendsTheLevelsOfManyDeliveriesInFewRequests() throws InterruptedException, ExecutionException {
        fixture.place(OrderFixture.order(new Line("SKU-1", 1), new Line("SKU-2", 1)));
        int before = fixture.system.absoluteSets();
        fixture.system.failNext(ORDERS, Fault.slow(Duration.ofMillis(100)));

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> deliveries = IntStream.range(0, ORDERS)
                    .<Future<?>>mapToObj(number -> threads.submit(() -> place(fixture.stock, number)))
                    .toList();
            for (Future<?> delivery : deliveries) {
                delivery.get();
            }
        }

        assertThat(fixture.system.absoluteSets() - before).isLessThan(ORDERS / 2);
        assertThat(fixture.system.level("SKU-1")).isEqualTo(StockFixture.OPENING - ORDERS - 1);
    }

    private static void place(Stock stock, int number) {
        List<Line> lines = number % 2 == 0
                ? List.of(new Line("SKU-1", 1), new Line("SKU-2", 1))
                : List.of(new Line("SKU-2", 1), new Line("SKU-1", 1));
        EventEnvelope<OrderPlaced> event = Events.orderPlaced(
                OrderFixture.order(lines.toArray(Line[]::new)).key("shopify:demo-shop:" + (1000 + number)));
        new OrderPlacedHandler(stock).handle(event, StockFixture.first(event));
    }
}
