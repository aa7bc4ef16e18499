package io.throughline.stub.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.throughline.stub.Fault;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ShopStubTest {

    static final String TOKEN = "only-for-tests";
    static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    final HttpClient http = HttpClient.newHttpClient();
    final List<String> taken = new CopyOnWriteArrayList<>();
    final SaleGenerator sales = new SaleGenerator(new Random(1), NOON);
    final List<ShopStub> open = new ArrayList<>();
    volatile int answer = 200;
    HttpServer ingest;

    @BeforeEach
    void listen() throws IOException {
        ingest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ingest.createContext("/", exchange -> {
            try (exchange) {
                taken.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(answer, -1);
            }
        });
        ingest.start();
    }

    @AfterEach
    void close() {
        open.forEach(ShopStub::close);
        ingest.stop(0);
    }

    @Test
    void tellsIngestOfEachChangeByASignedWebhook() {
        ShopStub stub = stub("shopify");
        Sale sale = sell(stub);

        stub.happen(sale, Happening.CREATED);
        stub.happen(sale.paid(NOON.plusSeconds(5)), Happening.PAID);

        assertThat(stub.delivered()).isEqualTo(2);
        assertThat(taken).hasSize(2).allSatisfy(body -> assertThat(body).contains(Long.toString(sale.id())));
    }

    @Test
    void listsShopifysOrdersByCursorWhileOthersLeaveTheList() throws Exception {
        ShopStub stub = stub("shopify");
        List<Sale> made = sellMany(stub, 5);

        JsonNode first = orders(stub, Map.of("first", 2, "query", window(NOON, NOON.plusSeconds(60))));
        stub.happen(made.getFirst().paid(NOON.plusSeconds(600)), Happening.PAID);
        JsonNode second = orders(
                stub,
                Map.of(
                        "first", 5,
                        "query", window(NOON, NOON.plusSeconds(60)),
                        "after", first.at("/data/orders/pageInfo/endCursor").asString()));

        assertThat(ids(first)).containsExactly(id(made.get(0)), id(made.get(1)));
        assertThat(ids(second)).containsExactly(id(made.get(2)), id(made.get(3)), id(made.get(4)));
        assertThat(second.at("/data/orders/pageInfo/hasNextPage").asBoolean()).isFalse();
    }

    @Test
    void throttlesShopifyByCost() throws Exception {
        ShopStub stub = stub("shopify");
        stub.throttle(30, 1);

        JsonNode answered = orders(stub, Map.of("first", 20, "query", window(NOON, NOON)));
        JsonNode throttled = orders(stub, Map.of("first", 20, "query", window(NOON, NOON)));

        assertThat(answered.has("errors")).isFalse();
        assertThat(throttled.at("/errors/0/extensions/code").asString()).isEqualTo("THROTTLED");
        assertThat(throttled
                        .at("/extensions/cost/throttleStatus/maximumAvailable")
                        .asInt())
                .isEqualTo(30);
    }

    @Test
    void listsWooCommercesOrdersInsideTheirBoundsPageByPage() throws Exception {
        ShopStub stub = stub("woocommerce");
        List<Sale> made = sellMany(stub, 5);
        String path = "/orders?modified_after=" + WooOrder.time(made.get(0).updatedAt()) + "&modified_before="
                + WooOrder.time(made.get(4).updatedAt()) + "&dates_are_gmt=true&per_page=2&offset=";

        JsonNode first = json(get(stub, path + 0));
        JsonNode rest = json(get(stub, path + 2));

        assertThat(first.values())
                .extracting(order -> order.path("id").asLong())
                .containsExactly(made.get(1).id(), made.get(2).id());
        assertThat(rest.values())
                .extracting(order -> order.path("id").asLong())
                .containsExactly(made.get(3).id());
        assertThat(get(stub, "/orders/" + made.get(0).id() + "/refunds").body()).isEqualTo("[]");
    }

    @Test
    void listsBigCommercesOrdersFromAnIdOnAndAnswersNothingWithoutABody() throws Exception {
        ShopStub stub = stub("bigcommerce");
        List<Sale> made = sellMany(stub, 3);
        String path = "/v2/orders?min_date_modified=" + NOON + "&limit=2&min_id=";

        JsonNode first = json(get(stub, path + 0));
        JsonNode rest = json(get(stub, path + made.get(2).id()));

        assertThat(first.values())
                .extracting(order -> order.path("id").asLong())
                .containsExactly(made.get(0).id(), made.get(1).id());
        assertThat(rest.values()).hasSize(1);
        assertThat(get(stub, path + (made.get(2).id() + 1)).statusCode()).isEqualTo(204);
        assertThat(json(get(stub, "/v2/orders/" + made.get(0).id() + "/products"))
                        .size())
                .isEqualTo(made.get(0).lines().size());
    }

    @Test
    void asksForItsKeyAndLimitsAndFailsOnDemand() throws Exception {
        ShopStub stub = stub("woocommerce");

        assertThat(http.send(
                                HttpRequest.newBuilder(URI.create(stub.api() + "/orders"))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
        stub.failNext(1, Fault.PAGE);
        HttpResponse<String> page = get(stub, "/orders");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html");
        stub.failNext(1, Fault.UNAVAILABLE);
        assertThat(get(stub, "/orders").statusCode()).isEqualTo(500);
        stub.limitPerMinute(1);
        assertThat(get(stub, "/orders").statusCode()).isEqualTo(200);
        HttpResponse<String> limited = get(stub, "/orders");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void dropsDuplicatesAndShufflesTheSameWebhooksForTheSameSeed() {
        ShopStub first = stub("shopify");
        first.plan(new Mishaps(20, 20, 10, Duration.ZERO), 7);
        List<Sale> made = sellMany(first, 40);
        first.flush();
        List<String> once = orderIds();

        assertThat(first.dropped()).hasSizeBetween(1, 20);
        assertThat(first.lost() + once.stream().distinct().count()).isEqualTo(40);
        assertThat(once.size()).isGreaterThan(40 - first.lost());
        assertThat(once).isNotEqualTo(once.stream().sorted().toList());
        assertThat(first.dropped()).isSubsetOf(made.stream().map(Sale::orderKey).toList());
        taken.clear();
        ShopStub again = stub("shopify");
        again.plan(new Mishaps(20, 20, 10, Duration.ZERO), 7);
        made.forEach(sale -> again.happen(sale, Happening.CREATED));
        again.flush();

        assertThat(orderIds()).isEqualTo(once);
    }

    @Test
    void delaysWhatItIsToldTo() {
        ShopStub stub = stub("shopify");
        stub.plan(new Mishaps(0, 0, 1, Duration.ofMinutes(5)), 1);

        sellMany(stub, 1);

        assertThat(taken).isEmpty();
        assertThatThrownBy(() -> new Mishaps(101, 0, 1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void losesItsPatienceWithAnIngestThatFailsAndIsSubscribedAnew() throws Exception {
        ShopStub woo = stub("woocommerce");
        ShopStub shopify = stub("shopify");
        answer = 503;
        sellMany(woo, 7);
        sellMany(shopify, 9);

        assertThat(woo.subscriptions()).hasSize(2).noneMatch(Subscription::active);
        assertThat(shopify.subscriptions()).isEmpty();
        answer = 200;
        int before = taken.size();
        sellMany(woo, 1);
        assertThat(taken).hasSize(before);
        JsonNode hooks = json(get(woo, "/webhooks"));
        String path = "/webhooks/" + hooks.get(0).path("id").asString();
        assertThat(change(woo, "PUT", path, "{\"status\":\"active\"}").statusCode())
                .isEqualTo(200);
        assertThat(change(
                                shopify,
                                "POST",
                                "/webhooks.json",
                                "{\"webhook\":{\"topic\":\"orders/create\",\"address\":\"" + ingest()
                                        + "webhooks/shopify/demo\"}}")
                        .statusCode())
                .isEqualTo(201);
        sellMany(woo, 1);
        sellMany(shopify, 1);

        assertThat(taken).hasSize(before + 2);
    }

    @Test
    void isToldOverHttpWhatToDo() throws Exception {
        ShopStub stub = stub("bigcommerce");

        HttpResponse<String> planned = control(stub, "POST", "/__stub/webhooks", "{\"dropped\": 100, \"seed\": 3}");
        sellMany(stub, 2);
        HttpResponse<String> told = control(stub, "GET", "/__stub/webhooks", "");
        HttpResponse<String> disabled = control(stub, "DELETE", "/__stub/subscriptions", "");

        assertThat(planned.statusCode()).isEqualTo(200);
        assertThat(json(told).path("lost").asInt()).isEqualTo(2);
        assertThat(json(disabled).get(0).path("active").asBoolean(true)).isFalse();
        assertThat(control(stub, "POST", "/__stub/webhooks", "{\"dropped\": 101}")
                        .statusCode())
                .isEqualTo(400);
    }

    private ShopStub stub(String source) {
        Shop shop = new Shop(
                source, "demo", Currency.getInstance("EUR"), false, new BigDecimal("0.19"), "DE", "only-for-tests");
        ShopStub stub = ShopStub.start(shop, TOKEN, 0);
        stub.sendsTo(ingest());
        open.add(stub);
        return stub;
    }

    private URI ingest() {
        return URI.create("http://127.0.0.1:" + ingest.getAddress().getPort() + "/");
    }

    private Sale sell(ShopStub stub) {
        Shop shop = new Shop(
                stub.name(),
                "demo",
                Currency.getInstance("EUR"),
                false,
                new BigDecimal("0.19"),
                "DE",
                "only-for-tests");
        return sales.sell(shop, NOON);
    }

    /** A second apart. */
    private List<Sale> sellMany(ShopStub stub, int count) {
        List<Sale> made = new ArrayList<>();
        for (int place = 0; place < count; place++) {
            Sale sale = sell(stub).noted(NOON.plusSeconds(place), "");
            made.add(sale);
            stub.happen(sale, Happening.CREATED);
        }
        return made;
    }

    private List<String> orderIds() {
        return taken.stream()
                .map(body -> JsonMapper.shared().readTree(body).path("id").asString())
                .toList();
    }

    private static String window(Instant from, Instant to) {
        return "updated_at:>='" + from + "' AND updated_at:<='" + to + "'";
    }

    private static String id(Sale sale) {
        return Long.toString(sale.id());
    }

    private static List<String> ids(JsonNode page) {
        return page.at("/data/orders/nodes")
                .valueStream()
                .map(node -> node.path("legacyResourceId").asString())
                .toList();
    }

    private JsonNode orders(ShopStub stub, Map<String, Object> variables) throws Exception {
        String body = JsonMapper.shared()
                .writeValueAsString(
                        Map.of("query", "query($first: Int) { orders(first: $first) }", "variables", variables));
        return json(change(stub, "POST", "/graphql.json", body));
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private HttpResponse<String> get(ShopStub stub, String path) throws Exception {
        return change(stub, "GET", path, "");
    }

    private HttpResponse<String> change(ShopStub stub, String method, String path, String body) throws Exception {
        String pair = Base64.getEncoder().encodeToString((stub.user() + ":" + TOKEN).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(stub.api() + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Authorization", "Basic " + pair)
                .header("X-Shopify-Access-Token", TOKEN)
                .header("X-Auth-Token", TOKEN)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> control(ShopStub stub, String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(stub.uri().resolve(path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
