package io.throughline.ingest.storefront.shopify;

import static io.throughline.ingest.storefront.ContractJson.bytes;
import static io.throughline.ingest.storefront.ContractJson.json;
import static io.throughline.ingest.storefront.ContractJson.repeat;
import static io.throughline.ingest.storefront.ContractJson.threeSkus;

import io.throughline.events.order.Order;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.Signatures;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.StorefrontContract;
import io.throughline.ingest.storefront.WebhookHeaders;
import io.throughline.ingest.storefront.WebhookRequest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

class ShopifyContractTest implements StorefrontContract {

    final ShopifyStorefront shopify = new ShopifyStorefront();

    @Override
    public Storefront storefront() {
        return shopify;
    }

    @Override
    public String secret(String name) {
        return name;
    }

    @Override
    public byte[] body() {
        return bytes(order());
    }

    @Override
    public WebhookRequest signed(String secret, byte[] body) {
        byte[] signature = Signatures.hmac(secret.getBytes(StandardCharsets.UTF_8), body);
        return request(
                Map.of(
                        "X-Shopify-Topic", "orders/updated",
                        "X-Shopify-Event-Id", "event-1",
                        "X-Shopify-Hmac-Sha256", Base64.getEncoder().encodeToString(signature)),
                body);
    }

    @Override
    public List<WebhookRequest> neverTheSame() {
        return List.of(
                ofEvent("orders/updated", "event-1", body()),
                ofEvent("orders/fulfilled", "event-1", body()),
                ofEvent("orders/updated", "event-1", bytes(order().put("id", 2))),
                ofEvent("orders/updated", "event-2", body()));
    }

    private static WebhookRequest ofEvent(String topic, String event, byte[] body) {
        return request(Map.of("X-Shopify-Topic", topic, "X-Shopify-Event-Id", event), body);
    }

    private static WebhookRequest request(Map<String, String> headers, byte[] body) {
        return new WebhookRequest("tea-house", new WebhookHeaders(headers), body);
    }

    @Override
    public Optional<Order> order(Wish wish) {
        ObjectNode order = order();
        switch (wish) {
            case Wish.Any any -> order.put("test", false);
            case Wish.Id(var id) -> order.put("id", new BigInteger(id));
            case Wish.Price(var currency, var amount) -> price(order.put("currency", currency), amount);
            case Wish.NoCustomer none -> order.remove("customer");
            case Wish.Lines(var count) ->
                repeat(
                        order,
                        "line_items",
                        count,
                        (line, i) -> line.put("id", i).put("quantity", i));
            case Wish.Skus skus -> threeSkus(order, "line_items");
            case Wish.PaidByGiftCard card ->
                order.putArray("payment_gateway_names").add("gift_card");
            case Wish.PartlyRefunded part -> refund(order);
            case Wish.MarkedAsTest mark -> order.put("test", true);
            case Wish.WrongTotal wrong -> order.put("total_price", "119.99");
            case Wish.Fetched fetched -> {
                return fetched(order);
            }
            case Wish.SeveralPlaces several -> {
                return Optional.empty();
            }
        }
        return Optional.of(new ShopifyOrder("tea-house", Document.parse(bytes(order))).map());
    }

    private static Optional<Order> fetched(ObjectNode order) {
        Meaning meaning =
                new ShopifyOrders().fetch("tea-house", "1", path -> Optional.of(bytes(Map.of("order", order))));
        return meaning instanceof Meaning.Snapshot(var whole) ? Optional.of(whole) : Optional.empty();
    }

    private static void price(ObjectNode order, String amount) {
        ((ObjectNode) order.get("line_items").get(0)).put("price", amount);
        order.put("total_line_items_price", amount).put("total_price", amount);
    }

    private static void refund(ObjectNode order) {
        order.put("financial_status", "partially_refunded").putArray("refunds").add(json("""
                {'id': 7, 'created_at': '2026-05-05T08:00:00+02:00',
                 'refund_line_items': [{'line_item_id': 1, 'quantity': 1, 'restock_type': 'return', 'subtotal': 5.0}],
                 'transactions': [{'kind': 'refund', 'status': 'success', 'amount': '5.00', 'currency': 'EUR'}]}
                """));
    }

    private static ObjectNode order() {
        return json("""
                {'id': 1, 'name': '#1', 'created_at': '2026-05-04T10:00:00+02:00', 'updated_at': '2026-05-04T10:00:01+02:00',
                 'currency': 'EUR', 'test': false, 'taxes_included': false, 'customer': {'id': 5, 'email': 'a@example.org'},
                 'financial_status': 'paid', 'total_line_items_price': '19.99', 'total_discounts': '0.00',
                 'total_tax': '0.00', 'total_price': '19.99', 'refunds': [],
                 'line_items': [{'id': 1, 'name': 'Assam', 'quantity': 1, 'price': '19.99', 'sku': 'TEA-1'}]}
                """);
    }
}
