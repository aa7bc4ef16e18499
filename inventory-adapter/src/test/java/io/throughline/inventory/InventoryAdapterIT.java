package io.throughline.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.events.EventEnvelope;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.stub.Fault;
import io.throughline.stub.InventorySystemStub;
import io.throughline.stub.StubSystem;
import io.throughline.testkit.Events;
import io.throughline.testkit.Line;
import io.throughline.testkit.OrderFixture;
import io.throughline.testkit.RunningAdapter;
import io.throughline.testkit.RunningAdapterContract;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InventoryAdapterIT implements RunningAdapterContract {

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

    @Override
    public RunningAdapter adapter() {
        return adapter;
    }

    @Override
    public StubSystem system() {
        return system;
    }

    @Override
    public EventEnvelope<?> first(OrderFixture order) {
        return Events.orderPlaced(order);
    }

    @Override
    public EventEnvelope<?> second(OrderFixture order) {
        return Events.numbered(Events.orderCancelled(order), 2);
    }

    /** Its calls are about an item, so each order has one of its own. */
    @Override
    public String named(String key) {
        return "ONLY-" + key.substring(key.lastIndexOf(':') + 1);
    }

    @Override
    public OrderFixture order(String key) {
        system.stock(named(key), 100);
        return OrderFixture.order(new Line(named(key), 2)).key(key);
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
                .filter(outcome ->
                        good.contains(outcome.code()) && outcome.orderKey().matches("shopify:demo-shop:3\\d\\d"))
                .map(DeliveryOutcome::eventId)
                .distinct()
                .count();
    }
}
