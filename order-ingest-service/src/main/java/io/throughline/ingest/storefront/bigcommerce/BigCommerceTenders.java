package io.throughline.ingest.storefront.bigcommerce;

import io.throughline.events.order.Tender;
import io.throughline.ingest.storefront.Amounts;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.bigcommerce.BigCommerceOrders.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How the order is paid: its successful transactions, else what the order itself says. */
record BigCommerceTenders(Parts parts, Amounts money) {

    private static final Set<String> PAYMENTS = Set.of("purchase", "capture", "settled");
    private static final Set<String> IN_THE_SHOP = Set.of("store credit", "gift certificate");
    private static final String STORE_CREDIT = "store-credit";
    private static final String GIFT_CARD = "gift-card";

    /** BigCommerce marks no order as a test, but each payment that was one. */
    boolean isTest() {
        return parts.payments().transactions().stream().anyMatch(payment -> payment.flag("test"));
    }

    List<Tender> tenders() {
        List<Tender> tenders = new ArrayList<>(parts.payments().transactions().stream()
                .filter(payment -> PAYMENTS.contains(payment.text("event").orElse("")))
                .filter(payment -> payment.text("status").orElse("").equals("ok"))
                .map(this::tender)
                .toList());
        addMissing(tenders, STORE_CREDIT, "store_credit_amount");
        addMissing(tenders, GIFT_CARD, "gift_certificate_amount");
        if (tenders.stream().allMatch(tender -> Set.of(STORE_CREDIT, GIFT_CARD).contains(tender.kind()))) {
            parts.order()
                    .text("payment_method")
                    .filter(method -> !IN_THE_SHOP.contains(method.toLowerCase(Locale.ROOT)))
                    .map(method -> new Tender(kind(method), method, null, null))
                    .ifPresent(tenders::add);
        }
        return tenders;
    }

    private Tender tender(Document payment) {
        String method = payment.text("method").orElse("");
        return new Tender(
                kind(method),
                payment.text("gateway").orElse(method),
                amount(payment)
                        .map(ignored -> money.magnitude(payment, "amount"))
                        .orElse(null),
                payment.text("gateway_transaction_id").orElse(null));
    }

    /** An amount in another currency than the order's is left out rather than converted. */
    private Optional<String> amount(Document payment) {
        String currency = payment.text("currency").orElse(money.currency());
        return currency.equals(money.currency()) ? payment.text("amount") : Optional.empty();
    }

    private void addMissing(List<Tender> tenders, String kind, String field) {
        boolean told = tenders.stream().anyMatch(tender -> tender.kind().equals(kind));
        if (!told && money.in(parts.order(), field).minor() > 0) {
            tenders.add(new Tender(kind, kind, money.in(parts.order(), field), null));
        }
    }

    private static String kind(String method) {
        return switch (method.toLowerCase(Locale.ROOT)) {
            case "credit_card", "electronic_wallet" -> "card";
            case "store_credit" -> STORE_CREDIT;
            case "gift_certificate" -> GIFT_CARD;
            case "offline", "cash", "cheque", "bank deposit", "money order", "cash on delivery" -> "manual";
            default -> "other";
        };
    }
}
