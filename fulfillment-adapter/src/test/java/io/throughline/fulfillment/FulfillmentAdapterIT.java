package io.throughline.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.privacy.PersonalFields;
import io.throughline.backbone.testing.SpanCollector.Collected;
import io.throughline.events.EventEnvelope;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.SentField;
import io.throughline.stub.Effect;
import io.throughline.stub.Fault;
import io.throughline.stub.ShipBobStub;
import io.throughline.stub.StubSystem;
import io.throughline.testkit.Events;
import io.throughline.testkit.OrderFixture;
import io.throughline.testkit.RunningAdapter;
import io.throughline.testkit.RunningAdapterContract;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FulfillmentAdapterIT implements RunningAdapterContract {

    private final ShipBobStub shipBob = ShipBobStub.start(0);
    private RunningAdapter adapter;

    @BeforeAll
    void start() {
        adapter = RunningAdapter.start(
                FulfillmentAdapter.class,
                Map.of(
                        "throughline.shipbob.base-url", shipBob.uri().toString(),
                        "throughline.shipbob.token", "secret",
                        "throughline.shipbob.channel-id", "42",
                        "throughline.runtime.rate.calls", "0",
                        "throughline.runtime.retry.first-delay", "100ms"));
    }

    @AfterAll
    void stop() {
        shipBob.close();
        adapter.close();
    }

    @Override
    public RunningAdapter adapter() {
        return adapter;
    }

    @Override
    public StubSystem system() {
        return shipBob;
    }

    @Override
    public EventEnvelope<?> first(OrderFixture order) {
        return Events.orderPlaced(order);
    }

    @Override
    public EventEnvelope<?> second(OrderFixture order) {
        return Events.orderPaid(order);
    }

    @Test
    void shipsAnOrderOnceHoweverOftenItIsTold() {
        String order = "shopify:demo-shop:101";
        var placed = Events.orderPlaced(OrderFixture.order().key(order));
        var paid = Events.orderPaid(OrderFixture.order().key(order));

        adapter.publish(paid, placed, placed, paid);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(codes(order)).contains("done", "already-done"));
        assertThat(operations(order)).containsExactly("shipment");
    }

    @Test
    void shipsAfterShipBobWasAway() {
        String order = "shopify:demo-shop:102";
        shipBob.failFor(order, 2, Fault.UNAVAILABLE);
        shipBob.failFor(order, 1, Fault.DROPPED);

        adapter.publish(Events.orderPlaced(OrderFixture.order().key(order)));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(codes(order)).containsExactly("already-done"));
        assertThat(operations(order)).containsExactly("shipment");
    }

    @Test
    void cancelsAfterItShipped() {
        String order = "shopify:demo-shop:103";
        EventEnvelope<?> placed = Events.orderPlaced(OrderFixture.order().key(order));
        EventEnvelope<?> cancelled =
                Events.numbered(Events.orderCancelled(OrderFixture.order().key(order)), 2);

        adapter.publish(cancelled, placed);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(operations(order)).containsExactly("shipment", "cancellation"));
    }

    @Test
    void parksWhatShipBobRefuses() {
        String order = "shopify:demo-shop:104";
        shipBob.rejectFor(order);

        adapter.publish(Events.orderPlaced(OrderFixture.order().key(order)));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(codes(order)).containsExactly("shipbob-rejected"));
        assertThat(operations(order)).isEmpty();
        Map<String, String> found = adapter.outcomes().stream()
                .filter(outcome -> outcome.orderKey().equals(order))
                .flatMap(outcome -> Objects.requireNonNull(outcome.exchange()).fields().stream())
                .collect(Collectors.toMap(SentField::path, SentField::match, (first, again) -> first));
        assertThat(found)
                .containsEntry("/reference_id", "contains")
                .containsEntry("/order_number", "same")
                .containsEntry("/purchase_date", "same")
                .containsEntry("/products/0/reference_id", "same")
                .containsEntry("/products/0/quantity", "number")
                .containsEntry("/type", "none")
                // cut out of DE-BE
                .containsEntry("/recipient/address/state", "none")
                .doesNotContainValue("differs")
                .doesNotContainValue("case");
        assertThat(found).allSatisfy((path, match) -> {
            if (path.startsWith("/recipient") && !path.endsWith("/state")) {
                assertThat(match).as(path).isEqualTo("same");
            }
        });
    }

    @Test
    void recordsEachAttemptInTheTraceOfTheWebhookAndNobodysData() {
        String order = "shopify:demo-shop:105";
        String trace = "10500000000000000000000000000105";
        EventEnvelope<?> placed = Events.within(
                "00-" + trace + "-" + WEBHOOK_SPAN + "-01",
                Events.orderPlaced(OrderFixture.order().key(order)));
        shipBob.failFor(order, 1, Fault.UNAVAILABLE);

        adapter.publish(placed, placed);

        await().atMost(PATIENCE).until(() -> spans(trace, "report").size() == 2);
        await().atMost(PATIENCE).until(() -> spans(trace, "receive orders").size() == 2);
        List<Collected> attempts = spans(trace, "attempt");
        assertThat(attempts)
                .extracting(Collected::parent, this::result, Collected::failed)
                .containsExactlyInAnyOrder(
                        tuple(WEBHOOK_SPAN, "1 unknown shipbob-unavailable", true),
                        tuple(WEBHOOK_SPAN, "2 succeeded done", false));
        assertThat(adapter.spans().of(trace))
                .filteredOn(span -> span.kind().equals("CLIENT"))
                .allSatisfy(call -> assertThat(call.said("url.template")).isEqualTo("/2026-01/order"))
                .extracting(span -> span.said("http.response.status_code"))
                .contains("500", "201");
        assertThat(spans(trace, "report"))
                .extracting(span -> span.said("throughline.outcome"))
                .containsExactlyInAnyOrder("again", "delivered");
        assertThat(PersonalFields.valuesOf(placed.data()))
                .isNotEmpty()
                .allSatisfy(personal -> assertThat(adapter.spans().everything()).doesNotContain(personal));
        assertThat(adapter.spans().everything()).doesNotContain("secret");
        assertThat(adapter.spans().of(trace))
                .flatExtracting(span -> span.attributes().values())
                .noneMatch(value -> value.contains("?"));
    }

    @Test
    void whatIsNotSampledIsNotRecordedAndItsTraceTravelsOn() {
        String unsampled = "10600000000000000000000000000106";
        String sampled = "10700000000000000000000000000107";
        String order = "shopify:demo-shop:106";

        adapter.publish(Events.within(
                "00-" + unsampled + "-" + WEBHOOK_SPAN + "-00",
                Events.orderPlaced(OrderFixture.order().key(order))));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(codes(order)).containsExactly("done"));
        adapter.publish(Events.within(
                "00-" + sampled + "-" + WEBHOOK_SPAN + "-01",
                Events.orderPlaced(OrderFixture.order().key("shopify:demo-shop:107"))));

        await().atMost(PATIENCE).until(() -> !spans(sampled, "report").isEmpty());
        assertThat(adapter.spans().of(unsampled)).isEmpty();
        assertThat(shipBob.latestRequests())
                .extracting(request -> request.header("traceparent").orElse(""))
                .filteredOn(sent -> sent.startsWith("00-" + unsampled))
                .isNotEmpty()
                .allSatisfy(sent -> assertThat(sent).endsWith("-00"));
    }

    @Test
    void shipsThoughTheCollectorIsAwayAndCountsTheSpansThatAreLost() throws Exception {
        String order = "shopify:demo-shop:108";
        adapter.spans().setAway(true);
        try {
            adapter.publish(Events.orderPlaced(OrderFixture.order().key(order)));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(codes(order)).containsExactly("done"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(get("/actuator/prometheus"))
                            .containsPattern("throughline_tracing_dropped_total\\{code=\"export-failed\"\\} [1-9]"));
        } finally {
            adapter.spans().setAway(false);
        }
    }

    private List<Collected> spans(String trace, String name) {
        return adapter.spans().of(trace).stream()
                .filter(span -> span.name().equals(name))
                .toList();
    }

    private String result(Collected attempt) {
        return String.join(
                " ",
                attempt.said("throughline.attempt"),
                attempt.said("throughline.result"),
                attempt.said("throughline.code"));
    }

    @Test
    void tellsItsHealthAndItsNumbers() throws Exception {
        assertThat(get("/actuator/health/readiness")).contains("\"UP\"");
        assertThat(get("/actuator/prometheus")).contains("jvm_memory_used_bytes");
    }

    private List<String> codes(String order) {
        return adapter.outcomes().stream()
                .filter(outcome -> outcome.orderKey().equals(order))
                .map(DeliveryOutcome::code)
                .toList();
    }

    private List<String> operations(String order) {
        return shipBob.effects().stream()
                .filter(effect -> effect.order().equals(order))
                .map(Effect::operation)
                .toList();
    }

    private String get(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(adapter.management().resolve(path))
                                    .timeout(PATIENCE)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
