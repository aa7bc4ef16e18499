package io.throughline.ingest.storefront.woocommerce;

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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

class WooContractTest implements StorefrontContract {

    final WooCommerceStorefront woo = new WooCommerceStorefront();

    @Override
    public Storefront storefront() {
        return woo;
    }

    @Override
    public String secret(String name) {
        return name + "&amp;";
    }

    @Override
    public byte[] body() {
        return bytes(order());
    }

    @Override
    public WebhookRequest signed(String secret, byte[] body) {
        byte[] signature = Signatures.hmac(WooSecret.key(secret), body);
        return request(
                Map.of(
                        "X-WC-Webhook-Topic",
                        "order.updated",
                        "X-WC-Webhook-Signature",
                        Base64.getEncoder().encodeToString(signature)),
                body);
    }

    /** Two orders of one second share the delivery id; so do two deletions of one order that was restored between. */
    @Override
    public List<WebhookRequest> neverTheSame() {
        return List.of(
                delivered("order.updated", "delivery-1", body()),
                delivered("order.updated", "delivery-1", bytes(order().put("id", 2))),
                delivered("order.created", "delivery-1", body()),
                delivered("order.deleted", "delivery-1", bytes(json("{'id': 1}"))),
                delivered("order.deleted", "delivery-2", bytes(json("{'id': 1}"))));
    }

    private static WebhookRequest delivered(String topic, String delivery, byte[] body) {
        return request(Map.of("X-WC-Webhook-Topic", topic, "X-WC-Webhook-Delivery-ID", delivery), body);
    }

    private static WebhookRequest request(Map<String, String> headers, byte[] body) {
        return new WebhookRequest("tea-house", new WebhookHeaders(headers), body);
    }

    @Override
    public Optional<Order> order(Wish wish) {
        ObjectNode order = order();
        switch (wish) {
            case Wish.Any any -> order.putArray("refunds");
            case Wish.Id(var id) -> order.put("id", new BigInteger(id));
            case Wish.Price(var currency, var amount) -> price(order.put("currency", currency), amount);
            case Wish.NoCustomer none -> order.put("customer_id", 0).remove("billing");
            case Wish.Lines(var count) ->
                repeat(
                        order,
                        "line_items",
                        count,
                        (line, i) -> line.put("id", i).put("quantity", i));
            case Wish.Skus skus -> threeSkus(order, "line_items");
            case Wish.PaidByGiftCard card ->
                order.put("total", "14.99").putArray("gift_cards").addObject().put("amount", 5);
            case Wish.WrongTotal wrong -> order.put("total", "119.99");
            case Wish.PartlyRefunded part -> {
                return fetched(order, refund());
            }
            case Wish.Fetched fetched -> {
                return fetched(order);
            }
            case Wish.SeveralPlaces several -> {
                return Optional.empty();
            }
            case Wish.MarkedAsTest mark -> {
                return Optional.empty();
            }
        }
        return snapshot(new WooOrder("tea-house", Document.parse(bytes(order))).pushed());
    }

    private static Optional<Order> fetched(ObjectNode order, ObjectNode... refunds) {
        if (refunds.length > 0) {
            order.putArray("refunds").addObject().put("id", 7).put("total", "-5.00");
        }
        Map<String, byte[]> answers =
                Map.of("/orders/1", bytes(order), "/orders/1/refunds?per_page=100&page=1", bytes(refunds));
        return snapshot(new WooOrders().fetch("tea-house", "1", path -> Optional.ofNullable(answers.get(path))));
    }

    private static Optional<Order> snapshot(Meaning meaning) {
        return meaning instanceof Meaning.Snapshot(var order) ? Optional.of(order) : Optional.empty();
    }

    private static void price(ObjectNode order, String amount) {
        ((ObjectNode) order.get("line_items").get(0)).put("subtotal", amount).put("total", amount);
        order.put("total", amount);
    }

    private static ObjectNode refund() {
        return json("""
                {'id': 7, 'date_created_gmt': '2026-05-05T08:00:00', 'amount': '5.00', 'line_items': [
                    {'id': 9, 'quantity': -1, 'total': '-5.00',
                     'meta_data': [{'key': '_refunded_item_id', 'value': '1'}]}]}
                """);
    }

    private static ObjectNode order() {
        return json("""
                {'id': 1, 'number': '1', 'status': 'processing', 'currency': 'EUR', 'customer_id': 5,
                 'date_created': '2026-05-04T10:00:00', 'date_created_gmt': '2026-05-04T08:00:00',
                 'date_modified_gmt': '2026-05-04T08:00:01', 'date_paid_gmt': '2026-05-04T08:00:01',
                 'billing': {'email': 'a@example.org'}, 'total': '19.99', 'total_tax': '0.00', 'refunds': [],
                 'line_items': [{'id': 1, 'name': 'Assam', 'quantity': 1, 'subtotal': '19.99', 'total': '19.99',
                                 'price': 19.99, 'sku': 'TEA-1'}]}
                """);
    }
}
