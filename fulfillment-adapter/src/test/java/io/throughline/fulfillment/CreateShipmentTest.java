package io.throughline.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.events.order.Address;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.Quantities;
import io.throughline.events.order.ShipTo;
import io.throughline.fulfillment.CreateShipment.Product;
import io.throughline.runtime.EffectKey;
import io.throughline.runtime.PermanentFailure;
import io.throughline.testkit.Line;
import io.throughline.testkit.OrderFixture;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CreateShipmentTest {

    private static final EffectKey KEY = new EffectKey("shopify:demo-shop:820982911946154508/shipment");

    @Test
    void speaksShipBobsWords() {
        JsonNode json = JsonMapper.shared().valueToTree(shipment(OrderFixture.order(new Line("SKU-1", 2))));

        assertThat(json).isEqualTo(JsonMapper.shared().readTree("""
                {
                  "reference_id": "shopify:demo-shop:820982911946154508/shipment",
                  "order_number": "#1001",
                  "type": "DTC",
                  "shipping_method": "Standard",
                  "purchase_date": "2026-11-20T10:15:30Z",
                  "recipient": {
                    "name": "Ada Example",
                    "email": "ada@example.org",
                    "phone_number": "+49 30 5550100",
                    "address": {
                      "address1": "Unter den Linden 1",
                      "address2": "c/o Byron",
                      "city": "Berlin",
                      "state": "BE",
                      "zip_code": "10117",
                      "country": "DE"
                    }
                  },
                  "products": [{"reference_id": "SKU-1", "name": "Product SKU-1", "quantity": 2}]
                }
                """));
    }

    @Test
    void addsUpLinesOfTheSameSku() {
        CreateShipment shipment = shipment(OrderFixture.order(new Line("SKU-1", 2), new Line("SKU-1", 3)));

        assertThat(shipment.products()).containsExactly(new Product("SKU-1", "Product SKU-1", 5));
    }

    @Test
    void asksOnlyForWhatIsStillToBeSent() {
        Quantities oneLeft =
                new Quantities(new BigDecimal(3), BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ONE);
        CreateShipment shipment =
                shipment(OrderFixture.order().eachLine(line -> line(line, line.sku(), null, oneLeft)));

        assertThat(shipment.products()).extracting(Product::quantity).containsExactly(1);
    }

    @Test
    void sendsThePartsOfABundleAndNotTheBundle() {
        OrderFixture order = OrderFixture.order(new Line("BUNDLE", 1), new Line("PART", 2))
                .eachLine(line -> "PART".equals(line.sku()) ? line(line, "PART", "7001", line.quantities()) : line);

        assertThat(shipment(order).products()).extracting(Product::referenceId).containsExactly("PART");
    }

    @Test
    void refusesHalfAPiece() {
        assertRefused(OrderFixture.order(new Line("ROPE", "2.5")), "fractional-quantity");
    }

    @Test
    void refusesALineThatNoWarehouseCouldFind() {
        assertRefused(OrderFixture.order().eachLine(line -> line(line, null, null, line.quantities())), "no-sku");
    }

    @Test
    void refusesAnOrderWithoutAPlaceToGo() {
        assertRefused(OrderFixture.order().shipTo(), "no-ship-to");
        assertRefused(OrderFixture.order().shipTo(new ShipTo("delivery", null, List.of())), "no-ship-to");
    }

    @Test
    void refusesAnAddressWithoutWhatShipBobRequires() {
        assertRefused(OrderFixture.order().shipTo(address("Ada", List.of(), "Berlin", "DE")), "no-ship-to");
        assertRefused(OrderFixture.order().shipTo(address("Ada", List.of("Street 1"), " ", "DE")), "no-ship-to");
        assertRefused(OrderFixture.order().shipTo(address("Ada", List.of("Street 1"), "Berlin", null)), "no-ship-to");
    }

    @Test
    void refusesToSplitAnOrder() {
        ShipTo place = new ShipTo("delivery", OrderFixture.ADDRESS, List.of());

        assertRefused(OrderFixture.order().shipTo(place, place), "several-destinations");
    }

    @Test
    void takesTheCustomersNameWhereTheAddressHasNone() {
        CreateShipment shipment =
                shipment(OrderFixture.order().shipTo(address(null, List.of("Street 1"), "Berlin", "DE")));

        assertThat(shipment.recipient().name()).isEqualTo("Ada Example");
    }

    @Test
    void worksForAGuest() {
        CreateShipment shipment = shipment(OrderFixture.order().withoutCustomer());

        assertThat(shipment.recipient().email()).isNull();
    }

    private static CreateShipment shipment(OrderFixture order) {
        return CreateShipment.of(order.build(), KEY);
    }

    private static void assertRefused(OrderFixture order, String code) {
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> shipment(order))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code))
                .withMessageNotContaining("Ada");
    }

    private static Address address(
            @Nullable String name, List<String> lines, @Nullable String city, @Nullable String country) {
        return new Address(name, null, lines, city, null, null, "10117", country, null);
    }

    private static OrderLine line(
            OrderLine line, @Nullable String sku, @Nullable String parentLineId, Quantities quantities) {
        return new OrderLine(
                line.lineId(),
                parentLineId,
                sku,
                line.title(),
                line.kind(),
                quantities,
                line.unitPrice(),
                line.discounts(),
                line.taxes(),
                line.total(),
                line.requiresShipping(),
                line.hsCode(),
                line.origin(),
                line.weightGrams());
    }
}
