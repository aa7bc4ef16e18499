package io.throughline.ingest.storefront.bigcommerce;

import static io.throughline.ingest.storefront.ContractJson.bytes;
import static io.throughline.ingest.storefront.ContractJson.json;
import static io.throughline.ingest.storefront.ContractJson.repeat;
import static io.throughline.ingest.storefront.ContractJson.threeSkus;

import io.throughline.events.order.Order;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.StandardSigner;
import io.throughline.ingest.storefront.StandardWebhooks;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.StorefrontContract;
import io.throughline.ingest.storefront.WebhookRequest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** BigCommerce pushes no order: what the others push, it lets fetch. */
class BigCommerceContractTest implements StorefrontContract {

    final BigCommerceStorefront bigCommerce =
            new BigCommerceStorefront(new StandardWebhooks(Duration.ofHours(24), StandardSigner.CLOCK));

    @Override
    public Storefront storefront() {
        return bigCommerce;
    }

    @Override
    public String secret(String name) {
        return name;
    }

    @Override
    public byte[] body() {
        return bytes(json("{'scope': 'store/order/created', 'data': {'type': 'order', 'id': 1}, 'hash': 'a'}"));
    }

    @Override
    public WebhookRequest signed(String secret, byte[] body) {
        return StandardSigner.signed("msg_1", secret.getBytes(StandardCharsets.UTF_8), body);
    }

    @Override
    public List<WebhookRequest> neverTheSame() {
        byte[] key = secret(NEW_SECRET).getBytes(StandardCharsets.UTF_8);
        return List.of(
                StandardSigner.signed("msg_1", key, body()),
                StandardSigner.signed("msg_2", key, body()),
                StandardSigner.signed("msg_1", key, bytes(json("{'scope': 'store/order/created', 'hash': 'b'}"))));
    }

    @Override
    public Optional<Order> order(Wish wish) {
        return BigCommerceFixture.fetch(parts -> change(simple(parts), wish)) instanceof Meaning.Restoration(var order)
                ? Optional.of(order)
                : Optional.empty();
    }

    private static void change(ObjectNode parts, Wish wish) {
        ObjectNode order = (ObjectNode) parts.get("order");
        switch (wish) {
            case Wish.Any any -> parts.putArray("coupons");
            case Wish.Fetched fetched -> parts.putArray("coupons");
            case Wish.Id(var id) -> order.put("id", new BigInteger(id));
            case Wish.Price(var currency, var amount) -> {
                ((ObjectNode) parts.get("products").get(0))
                        .put("price_ex_tax", amount)
                        .put("total_ex_tax", amount);
                order.put("default_currency_code", currency).put("total_inc_tax", amount);
            }
            case Wish.NoCustomer none -> order.put("customer_id", 0).remove("billing_address");
            case Wish.Lines(var count) ->
                repeat(parts, "products", count, (line, i) -> line.put("id", i).put("quantity", i));
            case Wish.Skus skus -> threeSkus(parts, "products");
            case Wish.SeveralPlaces several -> {
                repeat(parts, "products", 2, (line, i) -> line.put("id", i).put("order_address_id", 50 + i));
                repeat(parts, "addresses", 2, (place, i) -> place.put("id", 50 + i));
            }
            case Wish.PaidByGiftCard card -> order.put("gift_certificate_amount", "5.0000");
            case Wish.PartlyRefunded part -> refund(order.put("refunded_amount", "5.0000"), parts);
            case Wish.MarkedAsTest mark ->
                parts.putArray("transactions").addObject().put("id", 1).put("test", true);
            case Wish.WrongTotal wrong -> order.put("total_inc_tax", "119.9900");
        }
    }

    private static void refund(ObjectNode order, ObjectNode parts) {
        order.put("status_id", 14);
        parts.putArray("refunds").add(json("""
                {'id': 7, 'created': '2026-05-05T08:00:00Z', 'total_amount': 5,
                 'items': [{'item_type': 'PRODUCT', 'item_id': 1, 'quantity': 1, 'requested_amount': 5}],
                 'payments': [{'amount': 5, 'is_declined': false}]}
                """));
    }

    private static ObjectNode simple(ObjectNode parts) {
        parts.set("order", json("""
                {'id': 1, 'customer_id': 5, 'status_id': 11, 'date_created': 'Mon, 04 May 2026 08:00:00 +0000',
                 'date_modified': 'Mon, 04 May 2026 08:00:01 +0000', 'payment_status': 'captured',
                 'default_currency_code': 'EUR', 'billing_address': {'email': 'a@example.org'},
                 'total_tax': '0.0000', 'total_inc_tax': '19.9900'}
                """));
        parts.putArray("products").add(json("""
                {'id': 1, 'name': 'Assam', 'type': 'physical', 'sku': 'TEA-1', 'quantity': 1, 'order_address_id': 51,
                 'price_ex_tax': '19.9900', 'total_ex_tax': '19.9900', 'total_tax': '0.0000'}
                """));
        parts.putArray("addresses").add(json("{'id': 51, 'city': 'Wien', 'country_iso2': 'AT'}"));
        List.of("coupons", "taxes", "refunds", "transactions").forEach(parts::putArray);
        return parts;
    }
}
