package io.throughline.stub.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A shop of Adobe Commerce, and Adobe I/O, which signs for it. */
class AdobeStubTest {

    static final String TOKEN = "only-for-tests";
    static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    final HttpClient http = HttpClient.newHttpClient();
    final Shop shop = new Shop(
            "adobecommerce",
            "demo",
            Currency.getInstance("EUR"),
            false,
            new BigDecimal("0.19"),
            "DE",
            "client-of-tests");
    final SaleGenerator sales = new SaleGenerator(new Random(1), NOON);
    final ShopStub stub = ShopStub.start(shop, TOKEN, 0);

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void findsAdobesOrdersByTheirSearchCriteriaPageByPage() throws Exception {
        List<Sale> made = sellFive();
        String window = criterion(
                        0, "updated_at", "gteq", AdobeOrder.time(made.get(1).updatedAt()))
                + criterion(1, "updated_at", "lteq", AdobeOrder.time(made.get(4).updatedAt()));
        String sorted = criteria("[sortOrders][0][field]", "entity_id")
                + criteria("[sortOrders][0][direction]", "DESC")
                + criteria("[pageSize]", "3");

        JsonNode first = json(get("/orders?" + window + sorted));
        JsonNode last = json(get("/orders?" + window + sorted + criteria("[currentPage]", "9")));
        JsonNode few = json(get("/orders?"
                + criterion(0, "entity_id", "gt", Long.toString(made.get(3).id()))
                + "fields=items%5Bentity_id%2Cextension_attributes%5Bgift_cards_amount%5D%5D"));

        assertThat(first.path("total_count").asInt()).isEqualTo(4);
        assertThat(entities(first))
                .containsExactly(made.get(4).id(), made.get(3).id(), made.get(2).id());
        assertThat(entities(last))
                .as("again the last one")
                .containsExactly(made.get(1).id());
        assertThat(entities(few)).containsExactly(made.get(4).id());
        assertThat(few.has("total_count")).isFalse();
        assertThat(few.path("items").path(0).propertyNames()).containsOnly("entity_id", "extension_attributes");
        assertThat(entities(json(get("/orders?" + criterion(0, "entity_id", "nonsense", "1")))))
                .isEmpty();
    }

    @Test
    void tellsOfAdobesRefundsByCreditMemos() throws Exception {
        Sale sale = sell(0).paid(NOON.plusSeconds(5)).refunded(NOON.plusSeconds(6));
        stub.keep(sale);

        JsonNode order = json(get("/orders/" + sale.id()));
        JsonNode memos = json(get("/creditmemos?" + criterion(0, "order_id", "eq", Long.toString(sale.id()))));

        assertThat(entities(memos)).hasSize(1);
        assertThat(memos.path("items").path(0).path("grand_total").decimalValue())
                .isPositive()
                .isEqualByComparingTo(order.path("total_refunded").decimalValue());
        assertThat(get("/orders/1").statusCode()).isEqualTo(404);
    }

    @Test
    void signsAdobesEventsWithTheKeyThatItsHostGivesOut() throws Exception {
        Webhook event = Storefront.webhook(sell(0), Happening.CREATED, NOON);

        try (AdobeIo adobe = AdobeIo.start(0)) {
            URI path = adobe.uri().resolve(event.headers().get("x-adobe-public-key1-path"));
            String pem = http.send(HttpRequest.newBuilder(path).build(), BodyHandlers.ofString())
                    .body()
                    .replaceAll("-----[A-Z ]+-----", "");
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initVerify(KeyFactory.getInstance("RSA")
                    .generatePublic(
                            new X509EncodedKeySpec(Base64.getMimeDecoder().decode(pem))));
            rsa.update(event.body());

            assertThat(rsa.verify(Base64.getDecoder().decode(event.headers().get("x-adobe-digital-signature-1"))))
                    .isTrue();
            assertThat(http.send(
                                    HttpRequest.newBuilder(adobe.uri().resolve("/prod/keys/other.pem"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(new String(event.body(), StandardCharsets.UTF_8)).contains("\"recipient_client_id\":");
    }

    private static String criterion(int group, String field, String condition, String value) {
        String filter = "[filter_groups][" + group + "][filters][0]";
        return criteria(filter + "[field]", field)
                + criteria(filter + "[condition_type]", condition)
                + criteria(filter + "[value]", value);
    }

    private static String criteria(String name, String value) {
        return URLEncoder.encode("searchCriteria" + name, StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8) + "&";
    }

    private static List<Long> entities(JsonNode found) {
        return found.path("items")
                .valueStream()
                .map(item -> item.path("entity_id").asLong())
                .toList();
    }

    @Test
    void asksForItsKey() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(stub.api() + "/orders")).build();

        assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
    }

    private List<Sale> sellFive() {
        return IntStream.range(0, 5).mapToObj(this::sell).toList();
    }

    private Sale sell(int second) {
        Sale sale = sales.sell(shop, NOON.plusSeconds(second));
        stub.keep(sale);
        return sale;
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stub.api() + path))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
