package io.throughline.ingest.storefront;

import static io.throughline.ingest.storefront.ContractJson.json;
import static io.throughline.ingest.storefront.ContractJson.repeat;

import io.throughline.ingest.storefront.StorefrontContract.Wish;
import java.math.BigDecimal;
import java.util.Currency;
import tools.jackson.databind.node.ObjectNode;

/** The canonical order as the contract wishes for it. */
public final class CanonicalWishes {

    private CanonicalWishes() {}

    public static void change(ObjectNode order, Wish wish) {
        switch (wish) {
            case Wish.Any any -> order.put("test", false);
            case Wish.Fetched never -> throw new IllegalStateException("The whole order is always pushed");
            case Wish.Id(var id) -> order.put("sourceOrderId", id);
            case Wish.Price(var currency, var amount) -> price(order, currency, amount);
            case Wish.NoCustomer none -> order.remove("customer");
            case Wish.Lines(var count) -> repeat(order, "lines", count, CanonicalWishes::number);
            case Wish.Skus skus -> repeat(order, "lines", 3, CanonicalWishes::sku);
            case Wish.SeveralPlaces several -> {
                repeat(order, "lines", 2, (line, i) -> line.put("lineId", String.valueOf(i)));
                repeat(
                        order,
                        "shipTo",
                        2,
                        (place, i) -> place.putArray("lineIds").add(String.valueOf(i)));
            }
            case Wish.PaidByGiftCard card ->
                order.putArray("tenders").add(json("{'kind': 'gift-card', 'gateway': 'gift-card'}"));
            case Wish.PartlyRefunded part -> refund(order);
            case Wish.MarkedAsTest mark -> order.put("test", true);
            case Wish.WrongTotal wrong -> ((ObjectNode) order.get("totals").get("total")).put("minor", 12_000);
        }
    }

    private static void number(ObjectNode line, int number) {
        ((ObjectNode) line.put("lineId", String.valueOf(number)).get("quantities"))
                .put("ordered", String.valueOf(number));
    }

    private static void sku(ObjectNode line, int number) {
        line.put("lineId", String.valueOf(number)).put("sku", "TEA-1");
        if (number == 3) {
            line.remove("sku");
        }
    }

    private static void price(ObjectNode order, String currency, String amount) {
        int exponent = Currency.getInstance(currency).getDefaultFractionDigits();
        long minor = new BigDecimal(amount).movePointRight(exponent).longValueExact();
        order.put("currency", currency);
        ObjectNode totals = (ObjectNode) order.get("totals");
        for (String name : totals.propertyNames()) {
            boolean counts = name.equals("lines") || name.equals("total");
            money(totals, name, currency).put("minor", counts ? minor : 0).put("exponent", exponent);
        }
        money((ObjectNode) order.get("lines").get(0), "total", currency)
                .put("minor", minor)
                .put("exponent", exponent);
    }

    private static ObjectNode money(ObjectNode parent, String name, String currency) {
        return ((ObjectNode) parent.get(name)).put("currency", currency);
    }

    private static void refund(ObjectNode order) {
        ((ObjectNode) order.get("status")).put("payment", "partially-refunded");
        order.putArray("refunds").add(json("""
                {'refundId': '7', 'createdAt': '2026-05-05T08:00:00Z', 'lines': [
                    {'lineId': '1', 'quantity': '1', 'restockType': 'return',
                     'subtotal': {'currency': 'EUR', 'minor': 500, 'exponent': 2},
                     'tax': {'currency': 'EUR', 'minor': 0, 'exponent': 2}}],
                 'shipping': {'currency': 'EUR', 'minor': 0, 'exponent': 2},
                 'adjustment': {'currency': 'EUR', 'minor': 0, 'exponent': 2},
                 'settled': {'currency': 'EUR', 'minor': 500, 'exponent': 2}}
                """));
    }
}
