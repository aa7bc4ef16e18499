package io.throughline.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ShipBobStubTest {

    private static final String ORDER = "shopify:demo-shop:1";
    private static final String REFERENCE = ORDER + "/shipment";

    private final ShipBobStub shipBob = ShipBobStub.start(0);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    @AfterEach
    void close() {
        http.close();
        shipBob.close();
    }

    @Test
    void makesAnOrderAndShowsIt() throws Exception {
        HttpResponse<String> made = post("/2026-01/order", wish(REFERENCE));

        String id = json(made).path("id").asString();
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(json(get("/2026-01/order/" + id)).path("status").asString()).isEqualTo("Processing");
        assertThat(shipBob.effects())
                .singleElement()
                .extracting(Effect::order, Effect::operation, Effect::document, Effect::key, Effect::id)
                .containsExactly(ORDER, "shipment", "", REFERENCE, id);
    }

    @Test
    void refusesAReferenceThatItHasAndNamesIt() throws Exception {
        post("/2026-01/order", wish(REFERENCE));

        HttpResponse<String> again = post("/2026-01/order", wish(REFERENCE));

        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(json(again).path("reference_id").toString()).contains(REFERENCE);
        assertThat(shipBob.effects()).hasSize(1);
    }

    @Test
    void takesAReferenceTwiceWhenToldNotToHonourIt() throws Exception {
        shipBob.honourIdempotency(false);
        post("/2026-01/order", wish(REFERENCE));

        HttpResponse<String> again = post("/2026-01/order", wish(REFERENCE));

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(shipBob.effects()).hasSize(2);
        assertThat(shipBob.quantity(ORDER, "SKU-1")).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference_id", "shipping_method", "type", "recipient", "products"})
    void insistsOnWhatTheDocumentRequires(String field) throws Exception {
        ObjectNode incomplete = (ObjectNode) JsonMapper.shared().readTree(wish(REFERENCE));
        incomplete.remove(field);

        HttpResponse<String> refused = post("/2026-01/order", incomplete.toString());

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains(field);
        assertThat(shipBob.effects()).isEmpty();
    }

    @Test
    void findsOrdersByTheirReferences() throws Exception {
        post("/2026-01/order", wish(REFERENCE));
        post("/2026-01/order", wish(REFERENCE + "/2"));
        String both = URLEncoder.encode(REFERENCE + "," + REFERENCE + "/2,other", StandardCharsets.UTF_8);

        JsonNode found = json(get("/2026-01/order?ReferenceIds=" + both));

        assertThat(found)
                .extracting(order -> order.path("reference_id").asString())
                .containsExactly(REFERENCE, REFERENCE + "/2");
    }

    @Test
    void cancelsOnlyWhatHasNotLeft() throws Exception {
        String open = json(post("/2026-01/order", wish(REFERENCE))).path("id").asString();
        String gone = json(post("/2026-01/order", wish("shopify:demo-shop:2/shipment")))
                .path("id")
                .asString();
        shipBob.fulfill("shopify:demo-shop:2");

        HttpResponse<String> cancelled = post("/2026-01/order/" + open + ":cancel", "");
        HttpResponse<String> refused = post("/2026-01/order/" + gone + ":cancel", "");

        assertThat(json(cancelled).path("status").asString()).isEqualTo("Success");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(shipBob.effects())
                .last()
                .extracting(Effect::operation, Effect::id)
                .containsExactly("cancellation", open);
    }

    @Test
    void letsNobodyInWithoutAToken() throws Exception {
        HttpResponse<String> refused = http.send(
                HttpRequest.newBuilder(shipBob.uri().resolve("/2026-01/order")).build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(401);
    }

    @Test
    void failsOnlyTheOrderThatAFaultIsPlannedFor() throws Exception {
        shipBob.failFor(ORDER, 1, Fault.UNAVAILABLE);

        assertThat(post("/2026-01/order", wish("shopify:demo-shop:12/shipment")).statusCode())
                .isEqualTo(201);
        assertThat(post("/2026-01/order", wish(REFERENCE)).statusCode()).isEqualTo(500);
        assertThat(post("/2026-01/order", wish(REFERENCE)).statusCode()).isEqualTo(201);
    }

    @Test
    void knowsItsOrdersByTheirIdToo() throws Exception {
        String id = json(post("/2026-01/order", wish(REFERENCE))).path("id").asString();
        shipBob.rejectFor(ORDER);

        assertThat(get("/2026-01/order/" + id).statusCode()).isEqualTo(200);
        assertThat(post("/2026-01/order/" + id + ":cancel", "").statusCode()).isEqualTo(422);
    }

    @Test
    void saysHowLongToStayAwayWhenItsLimitIsReached() throws Exception {
        shipBob.limitPerMinute(2);
        get("/2026-01/order");
        get("/2026-01/order");

        HttpResponse<String> refused = get("/2026-01/order");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers()
                        .firstValue("x-retry-after")
                        .map(Integer::valueOf)
                        .orElseThrow())
                .isBetween(1, 60);
    }

    @Test
    void isControlledOverHttp() throws Exception {
        post("/__stub/faults", """
                {"fault": "rate-limited", "count": 2, "order": "shopify:demo-shop:1", "wait": "PT7S"}""");

        HttpResponse<String> limited = post("/2026-01/order", wish(REFERENCE));
        delete("/__stub/faults");
        HttpResponse<String> made = post("/2026-01/order", wish(REFERENCE));

        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("x-retry-after")).contains("7");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(json(get("/__stub/effects")).path(0).path("order").asString())
                .isEqualTo(ORDER);
        assertThat(json(get("/__stub/requests")).path("requests").asInt()).isEqualTo(2);
    }

    @Test
    void refusesAFaultThatItDoesNotKnow() throws Exception {
        assertThat(post("/__stub/faults", "{\"fault\": \"on-fire\"}").statusCode())
                .isEqualTo(400);
        assertThat(post("/__stub/faults", "on fire").statusCode()).isEqualTo(400);
    }

    @Test
    void answersAMangledBodyAsARefusal() throws Exception {
        assertThat(post("/2026-01/order", "{").statusCode()).isEqualTo(422);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(path)).GET());
    }

    private HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(path)).DELETE());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(path)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(
                request.header("Authorization", "Bearer secret")
                        .header("shipbob_channel_id", "42")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create(shipBob.uri() + path);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String wish(String reference) {
        return """
                {
                  "reference_id": "%s", "shipping_method": "Standard", "type": "DTC",
                  "recipient": {
                    "name": "Ada Example", "address": {"address1": "Street 1", "city": "Berlin", "country": "DE"}
                  },
                  "products": [{"reference_id": "SKU-1", "name": "Product", "quantity": 2}]
                }
                """.formatted(reference);
    }
}
