package io.throughline.runtime.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.backbone.json.Json;
import io.throughline.events.outcome.EventField;
import io.throughline.events.outcome.SentField;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ComparisonTest {

    static final JsonNode DATA = Json.mapper().readTree("""
            {"order": {
              "orderKey": "shopify:demo-shop:820982911946154508", "displayNumber": "#1001",
              "createdAt": "2026-11-26T22:30:00Z", "currency": "EUR", "test": false,
              "customer": {"name": "Jane Doe", "email": "jane@shop.example"},
              "shipTo": [{"kind": "delivery", "address": {"name": "Li", "lines": ["1 Main Street", "Floor 2"],
                "city": "Berlin", "countryCode": "DE"}}],
              "lines": [
                {"lineId": "501", "sku": "TEE-M", "title": "Tee, medium", "unitPrice": "19.99",
                 "quantities": {"ordered": "2", "remaining": "2"},
                 "total": {"currency": "EUR", "minor": 3998, "exponent": 2}},
                {"lineId": "502", "sku": "MUG", "title": "Mug", "unitPrice": "7.5",
                 "quantities": {"ordered": "12", "remaining": "10"},
                 "total": {"currency": "EUR", "minor": 9000, "exponent": 2}}],
              "totals": {"total": {"currency": "EUR", "minor": 12998, "exponent": 2}}}}
            """);

    /** As the marks of the contract's records would have it. */
    static final JsonNode MASKED = Json.mapper().readTree("""
            {"order": {
              "orderKey": "shopify:demo-shop:820982911946154508", "displayNumber": "#1001",
              "createdAt": "2026-11-26T22:30:00Z", "currency": "EUR", "test": false,
              "customer": {"name": "***", "email": "***"},
              "shipTo": [{"kind": "delivery", "address": {"name": "***", "lines": "***",
                "city": "***", "countryCode": "DE"}}],
              "lines": [
                {"lineId": "501", "sku": "TEE-M", "title": "Tee, medium", "unitPrice": "19.99",
                 "quantities": {"ordered": "2", "remaining": "2"},
                 "total": {"currency": "EUR", "minor": 3998, "exponent": 2}},
                {"lineId": "502", "sku": "MUG", "title": "Mug", "unitPrice": "7.5",
                 "quantities": {"ordered": "12", "remaining": "10"},
                 "total": {"currency": "EUR", "minor": 9000, "exponent": 2}}],
              "totals": {"total": {"currency": "EUR", "minor": 12998, "exponent": 2}}}}
            """);

    static Comparison compared(String request) {
        return Comparison.of(
                Comparison.leaves(Json.mapper().readTree(request)), new EventFields(DATA, MASKED), Masking.ofNothing());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "-", textBlock = """
            {"item": "TEE-M"}                           | same     | /order/lines/0/sku            | -
            {"ref": "#1001"}                            | same     | /order/displayNumber          | -
            {"cur": "EUR"}                              | same     | /order/currency               | -
            {"test": false}                             | same     | /order/test                   | -
            {"amount": 12998}                           | same     | /order/totals/total/minor     | -
            {"amount": 129.98}                          | money    | /order/totals/total           | 12998 minor units
            {"amount": "129.980"}                       | money    | /order/totals/total           | 12998 minor units
            {"amount": 1.2998E2}                        | money    | /order/totals/total           | 12998 minor units
            {"price": 1999}                             | money    | /order/lines/0/unitPrice      | 19.99
            {"price": "19.99"}                          | same     | /order/lines/0/unitPrice      | -
            {"price": 19.990}                           | number   | /order/lines/0/unitPrice      | 19.99
            {"line": 501}                               | number   | /order/lines/0/lineId         | 501
            {"at": "2026-11-26T22:30:00Z"}              | same     | /order/createdAt              | -
            {"at": "2026-11-26T23:30:00.000+01:00"}     | date     | /order/createdAt              | 2026-11-26T22:30:00Z
            {"day": "2026-11-26"}                       | date     | /order/createdAt              | 2026-11-26T22:30:00Z
            {"day": "2026-11-27"}                       | none     | -                             | -
            {"day": "2026-13-77"}                       | none     | -                             | -
            {"item": "tee-m"}                           | case     | /order/lines/0/sku            | TEE-M
            {"item": " TEE-M "}                         | case     | /order/lines/0/sku            | TEE-M
            {"text": "tee,  Medium"}                    | case     | /order/lines/0/title          | Tee, medium
            {"key": "shopify:demo-shop:820982911946154508/shipment"} | contains | /order/orderKey  | shopify:demo-shop:820982911946154508
            {"text": "2 x Tee, medium"}                 | contains | /order/lines/0/title          | Tee, medium
            {"sku": "MUG-XL"}                           | differs  | /order/lines/0/sku            | TEE-M
            {"UnitPrice": 8}                            | differs  | /order/lines/0/unitPrice      | 19.99
            {"unit_price": 8}                           | differs  | /order/lines/0/unitPrice      | 19.99
            {"item": "TEE-MX"}                          | none     | -                             | -
            {"item": "TEE-M-X"}                         | none     | -                             | -
            {"kind": "DTC"}                             | none     | -                             | -
            {"quantity": 2}                             | none     | -                             | -
            {"gift": false}                             | none     | -                             | -
            {"amount": 3999}                            | none     | -                             | -
            """)
    void tellsWhereAValueComesFrom(String request, String match, String from, String told) {
        SentField field = compared(request).fields().getFirst();

        assertThat(field.match()).isEqualTo(match);
        assertThat(field.from()).isEqualTo(from == null ? List.of() : List.of(from));
        assertThat(field.told()).isEqualTo(told);
        assertThat(compared(request).fields()).hasSize(1);
    }

    @Test
    void whatIsEqualByChanceIsLookedForInWhatTheRequestIsAboutOnly() {
        Comparison compared = compared("""
                {"products": [{"reference_id": "MUG", "quantity": 10}, {"reference_id": "TEE-M", "quantity": 3}]}
                """);

        assertThat(words(compared))
                .containsExactly(
                        "/products/1/quantity none []",
                        "/products/0/reference_id same [/order/lines/1/sku]",
                        "/products/0/quantity number [/order/lines/1/quantities/remaining]",
                        "/products/1/reference_id same [/order/lines/0/sku]");
        assertThat(compared.unsent()).isEmpty();
    }

    @Test
    void whatIsAboutALineAndContradictsItIsTold() {
        Comparison compared = compared("""
                {"items": [{"title": "Mug", "sku": "mug", "unitPrice": "7.49"}]}
                """);

        assertThat(compared.fields())
                .contains(
                        new SentField("/items/0/sku", "mug", "case", List.of("/order/lines/1/sku"), "MUG"),
                        new SentField(
                                "/items/0/unitPrice", "7.49", "differs", List.of("/order/lines/1/unitPrice"), "7.5"));
    }

    @Test
    void ofTwoThatAreAboutNothingKnownEachContradictsAnotherLine() {
        assertThat(words(compared("{\"items\":[{\"sku\":\"ONE\"},{\"sku\":\"TWO\"},{\"sku\":\"THREE\"}]}")))
                .containsExactly(
                        "/items/0/sku differs [/order/lines/0/sku]",
                        "/items/1/sku differs [/order/lines/1/sku]",
                        "/items/2/sku none []");
    }

    @Test
    void aLineOfWhichNothingWasSentIsTold() {
        assertThat(compared("{\"items\":[{\"sku\":\"MUG\",\"text\":\"Mug\",\"quantity\":10}]}")
                        .unsent())
                .containsExactly(
                        new EventField("/order/lines/0/sku", "TEE-M"),
                        new EventField("/order/lines/0/title", "Tee, medium"));
        assertThat(compared("{\"ref\":\"#1001\"}").unsent()).isEmpty();
    }

    @Test
    void personalValuesAreComparedAndHiddenWhateverTheFieldIsCalled() {
        Comparison compared = compared("""
                {"to": "Jane Doe", "also": "JANE DOE", "who": "li", "label": "c/o Jane Doe, 1 Main Street",
                 "place": {"town": "Berlin", "city": "Bonn", "land": "DE"}, "mail": "other@shop.example"}
                """);

        assertThat(compared.fields())
                .extracting(SentField::path, SentField::value, SentField::match, SentField::told)
                .containsExactlyInAnyOrder(
                        tuple("/to", "***", "same", null),
                        tuple("/also", "***", "case", "***"),
                        tuple("/who", "***", "none", null),
                        tuple("/label", "***", "contains", "***"),
                        tuple("/place/town", "***", "same", null),
                        tuple("/place/city", "***", "differs", "***"),
                        tuple("/place/land", "DE", "same", null),
                        tuple("/mail", "***", "none", null));
    }

    @Test
    void whatContradictsTheEventComesFirstAndWhatIsNotInItNext() {
        assertThat(compared("{\"ref\":\"#1001\",\"mode\":\"fast\",\"sku\":\"MUGS\",\"item\":\"MUG\"}")
                        .fields())
                .extracting(SentField::match)
                .containsExactly("differs", "none", "same", "same");
    }

    @Test
    void whatIsEmptyIsNotToldOf() {
        assertThat(compared("{\"a\":null,\"b\":[],\"c\":{},\"d\":\"\"}").fields())
                .extracting(SentField::path)
                .containsExactly("/d");
    }

    @Test
    void fieldsAreBoundedAndTheRestIsCounted() {
        String many = IntStream.range(0, 500)
                .mapToObj(number -> "\"f" + number + "\":\"v\"")
                .collect(Collectors.joining(",", "{\"sku\":\"MUGS\",", "}"));

        Comparison compared = compared(many);

        assertThat(compared.fields()).hasSize(Comparison.MOST_FIELDS);
        assertThat(compared.omitted()).isEqualTo(301);
    }

    @Test
    void allOfItIsBoundedHoweverLongEachValueIsAndWhatContradictsIsKept() {
        String many = IntStream.range(0, 200)
                .mapToObj(number -> "\"" + "f".repeat(300) + number + "\":\"" + "ü".repeat(5000) + "\"")
                .collect(Collectors.joining(",", "{", ",\"sku\":\"MUGS\"}"));

        Comparison compared = compared(many);

        assertThat(Json.mapper().writeValueAsBytes(compared.fields())).hasSizeLessThan(Teller.MOST_BYTES + 2);
        assertThat(compared.fields().getFirst().match()).isEqualTo("differs");
        assertThat(compared.fields().get(1).value()).hasSize(Teller.LONGEST).endsWith("…");
        assertThat(compared.fields().size() + compared.omitted()).isEqualTo(201);
    }

    @Test
    void aNumberThatWouldFillTheMemoryStaysAsItIs() {
        assertThat(compared("{\"a\":1E999999}").fields().getFirst().value()).isEqualTo("1E+999999");
    }

    private static List<String> words(Comparison compared) {
        return compared.fields().stream()
                .map(field -> field.path() + " " + field.match() + " " + field.from())
                .toList();
    }
}
