package io.throughline.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.events.EventEnvelope;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.stub.Fault;
import io.throughline.stub.InventorySystemStub;
import io.throughline.testkit.Events;
import io.throughline.testkit.Line;
import io.throughline.testkit.OrderFixture;
import io.throughline.testkit.RunningAdapter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InventoryAdapterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final InventorySystemStub system = InventorySystemStub.start(0);
    private RunningAdapter adapter;

    @BeforeAll
    void start() {
        adapter = RunningAdapter.start(
                InventoryAdapter.class,
                Map.of(
                        "throughline.inventory-system.base-url", system.uri().toString(),
                        "throughline.inventory-system.token", "secret",
                        "throughline.runtime.rate.calls", "0",
                        "throughline.runtime.lane.late-arrival", "500ms",
                        "throughline.runtime.retry.first-delay", "100ms"));
    }

    @AfterAll
    void stop() {
        adapter.close();
        system.close();
    }

    @Test
    void countsEveryOrderOnceThroughFaultsAndRepetitions() {
        system.stock("HOT", 1_000);
        EventEnvelope<?>[] placed = IntStream.range(0, 40)
                .mapToObj(number -> Events.orderPlaced(order(number)))
                .toArray(EventEnvelope<?>[]::new);
        EventEnvelope<?>[] cancelled = IntStream.range(0, 10)
                .mapToObj(number -> Events.numbered(Events.orderCancelled(order(number)), 2))
                .toArray(EventEnvelope<?>[]::new);
        system.failNext(3, Fault.DROPPED);
        system.failNext(3, Fault.UNAVAILABLE);

        adapter.publish(cancelled);
        adapter.publish(placed);
        adapter.publish(placed);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(finished()).isEqualTo(50));
        assertThat(system.level("HOT")).isEqualTo(1_000 - 30 * 2);
        assertThat(system.relativeAdjustments()).isZero();
    }

    private static OrderFixture order(int number) {
        return OrderFixture.order(new Line("HOT", 2)).key("shopify:demo-shop:" + (300 + number));
    }

    private long finished() {
        List<String> good = List.of("done", "already-done");
        return adapter.outcomes().stream()
                .filter(outcome -> good.contains(outcome.code()))
                .map(DeliveryOutcome::eventId)
                .distinct()
                .count();
    }
}
