package io.throughline.@package@;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.events.outcome.AbsentEffect;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.stub.Effect;
import io.throughline.testkit.Events;
import io.throughline.stub.Fault;
import io.throughline.testkit.OrderFixture;
import io.throughline.stub.PlainStub;
import io.throughline.testkit.RunningAdapter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class @Name@AdapterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PlainStub system = PlainStub.start("@subject@", 0);
    private RunningAdapter adapter;

    @BeforeAll
    void start() {
        adapter = RunningAdapter.start(
                @Name@Adapter.class,
                Map.of(
                        "throughline.@subject@.base-url", system.uri().toString(),
                        "throughline.@subject@.token", "secret",
                        "throughline.runtime.retry.first-delay", "100ms"));
    }

    @AfterAll
    void stop() {
        system.close();
        adapter.close();
    }

    @Test
    void carriesAnEventOutOnceHoweverOftenItComes() {
        String order = "shopify:demo-shop:101";
        var event = Events.numbered(@fixture@, 1);

        adapter.publish(event, event, event);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(codes(order)).contains("done"));
        assertThat(operations(order)).containsExactly("@Operation@");
    }

    @Test
    void carriesAnEventOutAfterTheSystemWasAway() {
        String order = "shopify:demo-shop:102";
        system.failFor(order, 2, Fault.UNAVAILABLE);
        system.failFor(order, 1, Fault.DROPPED);

        adapter.publish(Events.numbered(@fixture@, 1));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(codes(order)).contains("done"));
        assertThat(operations(order)).containsExactly("@Operation@");
    }

    @Test
    void parksWhatTheSystemRefuses() {
        String order = "shopify:demo-shop:103";
        system.rejectFor(order);

        adapter.publish(Events.numbered(@fixture@, 1));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(codes(order)).contains("@subject@-rejected"));
        assertThat(operations(order)).isEmpty();
    }

    @Test
    void namesWhatItDeliveredAndTheSystemDoesNotHave() {
        String order = "shopify:demo-shop:104";
        adapter.publish(Events.numbered(@fixture@, 1));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(codes(order)).contains("done"));

        system.lose(order);

        await().atMost(PATIENCE).until(() -> {
            adapter.inspect();
            return !adapter.absent().isEmpty();
        });
        assertThat(adapter.absent())
                .extracting(AbsentEffect::orderKey)
                .containsOnly(order);
    }

    private List<String> codes(String order) {
        return adapter.outcomes().stream()
                .filter(outcome -> outcome.orderKey().equals(order))
                .map(DeliveryOutcome::code)
                .toList();
    }

    private List<String> operations(String order) {
        return system.effects().stream()
                .filter(effect -> effect.order().equals(order))
                .map(Effect::operation)
                .toList();
    }
}
