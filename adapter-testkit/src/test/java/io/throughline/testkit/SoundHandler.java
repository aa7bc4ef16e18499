package io.throughline.testkit;

import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.OrderPlaced;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderStatus;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.DownstreamHttp;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.HttpFailures;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.PermanentFailure;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** The smallest handler that keeps the contract. Each part of it can be replaced by a wrong one. */
class SoundHandler implements EventHandler<OrderPlaced> {

    private static final String OPERATION = "shipment";

    private final RestClient http;
    private final HttpFailures failures = new HttpFailures("shipbob", Clock.systemUTC());

    SoundHandler(URI system) {
        http = DownstreamHttp.client(system, Duration.ofSeconds(20))
                .defaultHeader("Authorization", "Bearer secret")
                .defaultHeader("shipbob_channel_id", "42")
                .build();
    }

    @Override
    public EventType<OrderPlaced> type() {
        return OrderPlaced.TYPE;
    }

    @Override
    public Outcome handle(EventEnvelope<OrderPlaced> event, Delivery delivery) {
        Order order = event.data().order();
        if (isOver(order)) {
            return Outcome.ignored("nothing-to-ship");
        }
        String key = key(event, delivery);
        Outcome[] outcome = {Outcome.alreadyDone(key)};
        delivery.once(OPERATION, () -> outcome[0] = ship(order, key, delivery));
        return outcome[0];
    }

    boolean isOver(Order order) {
        return !order.status().order().equals(OrderStatus.OPEN);
    }

    String key(EventEnvelope<OrderPlaced> event, Delivery delivery) {
        return delivery.effectKey(OPERATION).value();
    }

    final Outcome ship(Order order, String key, Delivery delivery) {
        return asksFirst(delivery)
                ? find(key).map(Outcome::alreadyDone).orElseGet(() -> create(order, key))
                : create(order, key);
    }

    boolean asksFirst(Delivery delivery) {
        return delivery.mayHaveReachedDownstream();
    }

    Outcome create(Order order, String key) {
        try {
            return Outcome.delivered(post(order, key));
        } catch (PermanentFailure refused) {
            return find(key).map(Outcome::alreadyDone).orElseThrow(() -> refused);
        }
    }

    final String post(Order order, String key) {
        return call(() -> http.post()
                        .uri("/2026-01/order")
                        .body(shipment(order, key))
                        .retrieve()
                        .requiredBody(JsonNode.class))
                .path("id")
                .asString();
    }

    final Optional<String> find(String key) {
        JsonNode found = call(() -> http.get()
                .uri("/2026-01/order?ReferenceIds={key}", key)
                .retrieve()
                .requiredBody(JsonNode.class));
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.path(0).path("id").asString());
    }

    JsonNode call(Supplier<JsonNode> call) {
        return failures.translate(call);
    }

    private static Map<String, Object> shipment(Order order, String key) {
        return Map.of(
                "reference_id",
                key,
                "shipping_method",
                "Standard",
                "type",
                "DTC",
                "recipient",
                Map.of(
                        "name",
                        "Ada Example",
                        "address",
                        Map.of("address1", "Unter den Linden 1", "city", "Berlin", "country", "DE")),
                "products",
                order.lines().stream()
                        .map(line -> Map.of("reference_id", "SKU-1", "name", line.title(), "quantity", 1))
                        .toList(),
                "tags",
                List.of());
    }
}
