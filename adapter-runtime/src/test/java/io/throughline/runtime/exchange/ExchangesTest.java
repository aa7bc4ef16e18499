package io.throughline.runtime.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.json.Json;
import io.throughline.events.EventEnvelope;
import io.throughline.events.outcome.Exchange;
import io.throughline.events.outcome.SentField;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExchangesTest {

    static final String KEY = "shopify:demo-shop:1";
    final EventEnvelope<?> event = event();
    final Masking masking = Masking.of(event.data());

    @Test
    void tellsWhatWasSentAndWhatCameBack() {
        Exchange told = of("POST", "/orders", "{\"ref\":\"#1001\",\"mode\":\"x\"}", "{\"error\":\"of JANE DOE\"}");

        assertThat(told.request()).isEqualTo("POST /orders");
        assertThat(told.fields())
                .extracting(SentField::path, SentField::match)
                .containsExactly(tuple("/mode", "none"), tuple("/ref", "same"));
        assertThat(told.body()).isNull();
        assertThat(told.uncompared()).isNull();
        assertThat(told.status()).isEqualTo(422);
        assertThat(told.answer()).isEqualTo("{\"error\":\"of ***\"}");
    }

    @Test
    void nothingThatWasSentIsNothing() {
        assertThat(Exchanges.of(new LastExchange(), event, true, masking)).isEqualTo(Exchanges.NONE);
    }

    @Test
    void aRequestWithoutABodyAndWithoutAnAnswerIsALine() {
        LastExchange asked = new LastExchange();
        asked.sending("GET", "/orders/of/jane@shop.example", new byte[0]);

        Exchange told = Exchanges.of(asked, event, true, masking);

        assertThat(told)
                .isEqualTo(new Exchange("GET /orders/of/***", told.fields(), 0, told.unsent(), null, null, null, null));
        assertThat(told.fields()).isEmpty();
    }

    @Test
    void whatOnlyAsksAfterwardsDoesNotHideTheChangeUnlessItFails() {
        LastExchange exchange = exchange("POST", "/orders", "{\"ref\":\"#1001\"}", "no");
        exchange.sending("GET", "/orders", new byte[0]);
        assertThat(Exchanges.of(exchange, event, true, masking).request()).isEqualTo("GET /orders");

        exchange.answered(200, "[]".getBytes(StandardCharsets.UTF_8));

        Exchange told = Exchanges.of(exchange, event, true, masking);
        assertThat(told.request()).isEqualTo("POST /orders");
        assertThat(told.status()).isEqualTo(422);
        assertThat(told.answer()).isEqualTo("no");
        assertThat(told.fields()).hasSize(1);

        exchange.sending("GET", "/orders", new byte[0]);
        exchange.answered(500, "down".getBytes(StandardCharsets.UTF_8));
        assertThat(Exchanges.of(exchange, event, true, masking).answer()).isEqualTo("down");

        exchange.sending("PUT", "/orders/1", new byte[0]);
        exchange.answered(204, new byte[0]);
        assertThat(Exchanges.of(exchange, event, true, masking).request()).isEqualTo("PUT /orders/1");
    }

    @Test
    void aFormIsShownMaskedAndNotCompared() {
        Exchange told = of("POST", "/orders", "name=Jane+Doe&street=1%20Main%20Street&ref=%231001", "");

        assertThat(told.uncompared()).isEqualTo("not-json");
        assertThat(told.body()).isEqualTo("name=***&street=***&ref=%231001");
        assertThat(told.fields()).isEmpty();
    }

    @Test
    void soIsXml() {
        Exchange told = of("POST", "/soap", "<order><to>Jane &amp; Sons</to><ref>#1001</ref></order>", "<fault/>");

        assertThat(told.body()).isEqualTo("<order><to>***</to><ref>#1001</ref></order>");
        assertThat(told.answer()).isEqualTo("<fault/>");
    }

    @Test
    void whatIsTooLargeToBeComparedIsShownInItsBeginning() {
        Exchange told = of("POST", "/orders", "{\"a\":\"" + "Jane Doe ".repeat(40_000) + "\"}", "");

        assertThat(told.uncompared()).isEqualTo("too-large");
        assertThat(told.body()).hasSize(2000).startsWith("{\"a\":\"*** ***");
        assertThat(told.fields()).isEmpty();
    }

    @Test
    void ofACallAboutSeveralOrdersThePartThatNamesThisOneIsCompared() {
        String body = "{\"Invoices\":[{\"Number\":\"" + KEY + "1/invoice\",\"ref\":\"#1001\"}," + "{\"Number\":\"" + KEY
                + "/invoice\",\"ref\":\"#1002\"}],\"mode\":\"all\"}";

        assertThat(shared(body).fields())
                .extracting(SentField::path, SentField::match)
                .containsExactly(tuple("/Invoices/1/ref", "none"), tuple("/Invoices/1/Number", "contains"));
    }

    @Test
    void whereNoPartNamesItNothingIsComparedAndThatIsSaid() {
        Exchange told = shared("{\"items\":[{\"sku\":\"A\"}]}");

        assertThat(told.uncompared()).isEqualTo("shared");
        assertThat(told.body()).isEqualTo("{\"items\":[{\"sku\":\"A\"}]}");
    }

    @Test
    void thePartThatAHandlerNamesIsComparedAsAWhole() {
        LastExchange part = exchange("POST", "/all", "[]", "[]").about("{\"ref\":\"#1001\"}", "{\"said\":\"no\"}");

        Exchange told = Exchanges.of(part, event, false, masking);

        assertThat(told.fields()).extracting(SentField::match).containsExactly("same");
        assertThat(told.answer()).isEqualTo("{\"said\":\"no\"}");
    }

    @Test
    void isBoundedWhateverWasSentAndAnswered() {
        String fields = IntStream.range(0, 1500)
                .mapToObj(number -> "\"field" + number + "\":\"" + "ü".repeat(60) + "\"")
                .collect(Collectors.joining(",", "{", "}"));

        assertThat(Json.mapper().writeValueAsBytes(of("POST", "/o", fields, "ü".repeat(9000))))
                .hasSizeBetween(16_000, 24_000);
        assertThat(Json.mapper().writeValueAsBytes(of("POST", "/o", "ü".repeat(9000), "ü".repeat(9000))))
                .hasSizeLessThan(24_000);
    }

    private Exchange of(String method, String path, String sent, String answer) {
        return Exchanges.of(exchange(method, path, sent, answer), event, true, masking);
    }

    private Exchange shared(String sent) {
        return Exchanges.of(exchange("PUT", "/all", sent, ""), event, false, masking);
    }

    private static LastExchange exchange(String method, String path, String sent, String answer) {
        LastExchange exchange = new LastExchange();
        exchange.sending(method, path, sent.getBytes(StandardCharsets.UTF_8));
        exchange.answered(422, answer.getBytes(StandardCharsets.UTF_8));
        return exchange;
    }

    private static EventEnvelope<?> event() {
        Map<String, Object> none = Map.of("currency", "EUR", "minor", 0, "exponent", 2);
        Map<String, Object> totals = new HashMap<>();
        for (String each : List.of("lines", "discounts", "shipping", "fees", "duties", "tax", "rounding", "total")) {
            totals.put(each, none);
        }
        totals.put("check", Map.of("ok", true, "delta", none));
        Map<String, Object> order = new HashMap<>();
        for (String each : List.of("shipTo", "lines", "shipping", "fees", "discounts", "taxes", "tenders", "refunds")) {
            order.put(each, List.of());
        }
        order.putAll(Map.of(
                "orderKey", KEY,
                "sourceOrderId", "1",
                "displayNumber", "#1001",
                "createdAt", "2026-11-26T22:30:00Z",
                "sourceVersion", "2026-11-26T22:30:00Z",
                "test", false,
                "taxIncluded", true,
                "currency", "EUR",
                "totals", totals));
        order.put("status", Map.of("order", "open", "payment", "paid", "fulfillment", "unfulfilled"));
        order.put("customer", Map.of("name", "Jane Doe", "email", "jane@shop.example"));
        order.put("note", "Jane & Sons");
        order.put("billTo", Map.of("lines", List.of("1 Main Street")));
        return new EventCodec()
                .read(Json.mapper()
                        .writeValueAsBytes(Map.ofEntries(
                                Map.entry("specversion", "1.0"),
                                Map.entry("id", "0195936e-8a1c-7001-9c3d-5b0f6b1e7a11"),
                                Map.entry("source", "/shopify/demo-shop"),
                                Map.entry("subject", KEY),
                                Map.entry("type", "order.placed.v1"),
                                Map.entry("orderref", "0195936e-8a1c-7000-8000-00000000a002"),
                                Map.entry("orderseq", 1),
                                Map.entry("time", Instant.EPOCH),
                                Map.entry("acceptedat", Instant.EPOCH),
                                Map.entry("origin", "webhook"),
                                Map.entry("test", false),
                                Map.entry("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                                Map.entry("data", Map.of("order", order)))));
    }
}
