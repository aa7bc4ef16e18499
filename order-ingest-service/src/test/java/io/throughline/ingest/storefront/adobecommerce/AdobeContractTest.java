package io.throughline.ingest.storefront.adobecommerce;

import static io.throughline.ingest.storefront.ContractJson.bytes;
import static io.throughline.ingest.storefront.ContractJson.json;
import static io.throughline.ingest.storefront.ContractJson.repeat;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.json.Json;
import io.throughline.events.order.Order;
import io.throughline.events.order.OrderLine;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.OrderCalls;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.StorefrontContract;
import io.throughline.ingest.storefront.WebhookRequest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Adobe Commerce pushes no order: what the others push, it lets fetch. */
class AdobeContractTest implements StorefrontContract {

    static final KeyHostStub STUB = new KeyHostStub();
    static final KeyHost HOST = new KeyHost(STUB.properties());

    final AdobeCommerceStorefront adobe =
            new AdobeCommerceStorefront(new AdobeKeys(HOST, STUB.properties(), Clock.systemUTC()));

    @AfterAll
    static void close() {
        HOST.close();
        STUB.close();
    }

    @Override
    public Storefront storefront() {
        return adobe;
    }

    @Override
    public String secret(String name) {
        return "client-id-" + name;
    }

    @Override
    public byte[] body() {
        return AdobeSigner.event("nobody", "observer.sales_order_save_commit_after", "{\"entity_id\": 1}");
    }

    /** The secret stands in the body, and Adobe signs it. */
    @Override
    public WebhookRequest signed(String secret, byte[] body) {
        ObjectNode event = (ObjectNode) Json.mapper().readTree(body);
        return AdobeSigner.signed(bytes(event.put("recipient_client_id", secret)));
    }

    @Override
    public List<WebhookRequest> neverTheSame() {
        ObjectNode event = (ObjectNode) Json.mapper().readTree(body());
        return List.of(
                AdobeSigner.signed(bytes(event)),
                AdobeSigner.signed(bytes(event.deepCopy().put("event_id", "6f2"))));
    }

    @Override
    public Optional<Order> order(Wish wish) {
        ObjectNode order = order();
        ObjectNode memos = json("{'items': []}");
        switch (wish) {
            case Wish.Any any -> order.put("total_refunded", 0);
            case Wish.Fetched fetched -> order.put("total_refunded", 0);
            case Wish.Id(var id) -> order.put("entity_id", new BigInteger(id));
            case Wish.Price(var currency, var amount) -> price(order.put("order_currency_code", currency), amount);
            case Wish.NoCustomer none ->
                List.of("customer_id", "customer_email", "customer_firstname", "customer_lastname")
                        .forEach(order::remove);
            case Wish.Lines(var count) ->
                repeat(
                        order,
                        "items",
                        count,
                        (line, number) -> line.put("item_id", number).put("qty_ordered", number));
            case Wish.Skus skus -> skus(order);
            case Wish.SeveralPlaces several -> several(order);
            case Wish.PaidByGiftCard card -> {
                order.put("grand_total", "14.99");
                ((ObjectNode) order.get("extension_attributes")).put("gift_cards_amount", 5);
            }
            case Wish.PartlyRefunded part -> {
                order.put("total_refunded", "5.0000");
                memos = json("""
                        {'items': [{'entity_id': 9, 'state': 2, 'created_at': '2026-05-05 08:00:00', 'grand_total': 5,
                            'items': [{'order_item_id': 1, 'qty': '1.0000', 'row_total': 5},
                                      {'order_item_id': 1, 'qty': 0, 'row_total': 0}]}]}
                        """);
            }
            case Wish.WrongTotal wrong -> order.put("grand_total", "119.99").put("total_paid", "119.99");
            case Wish.MarkedAsTest mark -> {
                return Optional.empty();
            }
        }
        return fetch(order, memos);
    }

    @Test
    void shipsAConfigurableProductOnceAndTheGoodsOfABundle() {
        ObjectNode order = order();
        order.putArray("items")
                .add(json("{'item_id': 1, 'product_type': 'configurable', 'qty_ordered': 1, 'row_total': 10}"))
                .add(json("{'item_id': 2, 'parent_item_id': 1, 'product_type': 'simple', 'qty_ordered': 1}"))
                .add(json("{'item_id': 3, 'product_type': 'bundle', 'qty_ordered': 1, 'row_total': 9.99}"))
                .add(json("{'item_id': 4, 'parent_item_id': 3, 'qty_ordered': 2, 'row_total': 9.99}"))
                .add(json("{'item_id': 5, 'product_type': 'virtual', 'is_virtual': 1, 'qty_ordered': 1}"));

        List<OrderLine> lines = fetch(order, json("{}")).orElseThrow().lines();

        assertThat(lines).extracting(OrderLine::requiresShipping).containsExactly(true, false, false, true, false);
        assertThat(lines).extracting(line -> line.total().minor()).containsExactly(1000L, 0L, 999L, 0L, 0L);
        assertThat(lines).extracting(OrderLine::parentLineId).containsExactly(null, "1", null, "3", null);
    }

    @Test
    void shipsNoMoreOfWhatWasGivenBackUnshipped() {
        ObjectNode order = order();
        ((ObjectNode) order.get("items").get(0))
                .put("qty_ordered", "5.000000")
                .put("qty_shipped", 2)
                .put("qty_canceled", 1)
                .put("qty_refunded", 3);

        var quantities =
                fetch(order, json("{}")).orElseThrow().lines().getFirst().quantities();

        assertThat(quantities.cancelled()).isEqualByComparingTo(BigDecimal.valueOf(3));
        assertThat(quantities.returned()).isEqualByComparingTo(BigDecimal.ONE);
        assertThat(quantities.remaining()).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void readsTheStateAndNotTheStatusWhichAShopMayRename() {
        assertThat(status("new", "0", "0")).isEqualTo("open pending unfulfilled");
        assertThat(status("processing", "19.99", "0")).isEqualTo("open paid unfulfilled");
        assertThat(status("processing", "5", "0")).isEqualTo("open partially-paid unfulfilled");
        assertThat(status("complete", "19.99", "1")).isEqualTo("closed paid fulfilled");
        assertThat(status("canceled", "0", "0")).isEqualTo("cancelled voided unfulfilled");
    }

    private static String status(String state, String paid, String shipped) {
        ObjectNode order = order().put("state", state).put("total_paid", paid);
        ((ObjectNode) order.get("items").get(0)).put("qty_shipped", shipped);
        var status = fetch(order, json("{}")).orElseThrow().status();
        return status.order() + " " + status.payment() + " " + status.fulfillment();
    }

    private static Optional<Order> fetch(ObjectNode order, ObjectNode memos) {
        String id = order.get("entity_id").asString();
        OrderCalls calls = path -> Optional.of(bytes(path.equals("/orders/" + id) ? order : memos));
        return new AdobeOrders().fetch("tea-house", id, calls) instanceof Meaning.Snapshot(var read)
                ? Optional.of(read)
                : Optional.empty();
    }

    private static void price(ObjectNode order, String amount) {
        ((ObjectNode) order.get("items").get(0)).put("row_total", amount);
        order.put("grand_total", amount).put("total_paid", amount);
    }

    private static void skus(ObjectNode order) {
        repeat(order, "items", 3, (line, number) -> {
            line.put("item_id", number);
            if (number == 3) {
                line.putNull("sku");
            }
        });
    }

    private static void several(ObjectNode order) {
        ObjectNode extension = (ObjectNode) order.get("extension_attributes");
        repeat(
                extension,
                "shipping_assignments",
                2,
                (assignment, number) -> assignment.putArray("items").addObject().put("item_id", number));
    }

    private static ObjectNode order() {
        return json("""
                {'entity_id': 1, 'increment_id': '000000001', 'state': 'processing', 'status': 'own_word',
                 'created_at': '2026-05-04 08:00:00', 'updated_at': '2026-05-04 08:00:01',
                 'order_currency_code': 'EUR', 'grand_total': '19.99', 'total_paid': '19.99',
                 'customer_id': 5, 'customer_email': 'a@example.org', 'customer_firstname': 'A',
                 'payment': {'method': 'checkmo'},
                 'items': [{'item_id': 1, 'sku': 'TEA-1', 'name': 'Assam', 'product_type': 'simple',
                            'qty_ordered': 1, 'price': 19.99, 'row_total': '19.9900'}],
                 'extension_attributes': {'shipping_assignments': [{'shipping': {'method': 'flatrate_flatrate',
                     'address': {'firstname': 'A', 'city': 'Berlin', 'country_id': 'DE', 'street': ['Weg 1']}}}]}}
                """);
    }
}
