package io.throughline.ingest.storefront.bigcommerce;

import io.throughline.events.order.Order;
import io.throughline.events.order.Refund;
import io.throughline.ingest.storefront.Amounts;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.bigcommerce.BigCommerceOrders.Parts;
import java.time.Instant;
import java.util.List;

/** Translates a whole BigCommerce order; field names are those of its Orders API v2 and, of payments, v3. */
record BigCommerceOrder(String orderKey, Parts parts) {

    Order map() {
        Document json = parts.order();
        BigCommerceMoney money = money();
        BigCommerceLines lines = new BigCommerceLines(parts, money, status());
        BigCommerceTotals totals = new BigCommerceTotals(parts, money, lines.lines());
        return new Order(
                orderKey,
                json.requiredId("id"),
                json.requiredId("id"),
                createdAt(),
                json.rfc2822("date_modified").orElseGet(this::createdAt),
                null,
                tenders().isTest(),
                money.taxIncluded(),
                money.amounts().currency(),
                status().status(),
                people().customer(),
                people().company(),
                people().billTo(),
                people().shipTo(),
                lines.lines(),
                totals.shipping(),
                totals.fees(),
                lines.discounts(),
                totals.taxes(),
                tenders().tenders(),
                refunds(),
                totals.totals(),
                json.text("customer_message").orElse(null));
    }

    private BigCommerceStatus status() {
        return new BigCommerceStatus(parts.order(), parts.products());
    }

    private BigCommercePeople people() {
        return new BigCommercePeople(parts);
    }

    private BigCommerceTenders tenders() {
        return new BigCommerceTenders(parts, money().amounts());
    }

    private List<Refund> refunds() {
        return new BigCommerceRefunds(money().amounts(), parts.payments().refunds()).refunds();
    }

    private Instant createdAt() {
        return parts.order().requiredRfc2822("date_created");
    }

    private BigCommerceMoney money() {
        Document json = parts.order();
        return new BigCommerceMoney(new Amounts(currency(json)), json.flag("is_tax_inclusive_pricing"));
    }

    /** Amounts are in the currency that is paid in; {@code currency_code} is only the one that was shown. */
    static String currency(Document json) {
        return json.text("default_currency_code").orElseGet(() -> json.requiredText("currency_code"));
    }
}
