package io.throughline.ingest.storefront.shopify;

import io.throughline.events.order.Money;
import io.throughline.events.order.Tender;
import io.throughline.ingest.storefront.Document;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the order is paid: the successful payments where the body has them, else the names of the gateways. */
record ShopifyTenders(Document order, ShopMoney money) {

    private static final Set<String> PAYMENTS = Set.of("sale", "capture");
    private static final Set<String> CARDS =
            Set.of("shopify_payments", "authorize_net", "stripe", "visa", "mastercard", "bogus");

    List<Tender> tenders() {
        List<Tender> paid = order.list("transactions").stream()
                .filter(payment -> PAYMENTS.contains(payment.text("kind").orElse("")))
                .filter(payment -> payment.text("status").orElse("").equals("success"))
                .map(this::tender)
                .toList();
        return paid.isEmpty() ? gateways() : paid;
    }

    private List<Tender> gateways() {
        return Stream.concat(order.texts("payment_gateway_names").stream(), order.text("gateway").stream())
                .distinct()
                .map(gateway -> new Tender(kind(gateway), gateway, null, null))
                .toList();
    }

    private Tender tender(Document payment) {
        String gateway = payment.text("gateway").orElse("");
        String reference = payment.text("payment_id")
                .or(() -> payment.text("authorization"))
                .orElse(null);
        return new Tender(kind(gateway), gateway, amount(payment), reference);
    }

    /** An amount in another currency than the order's is left out rather than converted. */
    private @Nullable Money amount(Document payment) {
        boolean same = payment.text("currency").orElse(money.currency()).equals(money.currency());
        return same ? money.find(payment, "amount").orElse(null) : null;
    }

    private static String kind(String gateway) {
        String name = gateway.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "gift_card" -> "gift-card";
            case "shopify_store_credit" -> "store-credit";
            case "manual", "cash", "cash on delivery (cod)", "bank deposit", "money order" -> "manual";
            default -> CARDS.contains(name) ? "card" : "other";
        };
    }
}
