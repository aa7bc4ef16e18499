package io.throughline.ingest.storefront.woocommerce;

import io.throughline.events.order.Order;
import io.throughline.events.order.Refund;
import io.throughline.ingest.storefront.Amounts;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.OrderKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Translates a whole WooCommerce order; field names are those of its REST API v3, resource Order. Line, shipping and
 * fee amounts are without tax, whether the shop enters its prices with or without.
 */
record WooOrder(String shop, Document json) {

    /** Baskets that WooCommerce keeps as orders before the customer has ordered. */
    private static final Set<String> DRAFTS = Set.of("checkout-draft", "auto-draft", "draft", "new");

    private static final String TRASH = "trash";

    private static final int SECONDS_OF_A_QUARTER = 15 * 60;
    private static final int MOST_QUARTERS = 18 * 4;

    /** What the body of a webhook says. Of refunds it has the amounts only, so an order with any must be fetched. */
    Meaning pushed() {
        boolean complete = json.list("refunds").isEmpty();
        return meaning(complete ? List.of() : null);
    }

    /** What the order says together with its refunds, which the storefront keeps apart. */
    Meaning fetched(List<Document> refunds) {
        return meaning(refunds);
    }

    /** Whether the customer has ordered, and nobody has thrown it away. */
    static boolean isOrder(Document json) {
        String status = json.requiredText("status");
        return !DRAFTS.contains(status) && !status.equals(TRASH);
    }

    private Meaning meaning(@Nullable List<Document> refunds) {
        String id = json.requiredId("id");
        String orderKey = OrderKeys.of(WooCommerceStorefront.SOURCE, shop, id);
        String status = json.requiredText("status");
        if (DRAFTS.contains(status)) {
            return new Meaning.NoOrder("not-an-order-yet");
        }
        if (status.equals(TRASH)) {
            return new Meaning.Deletion(orderKey, json.utc("date_modified_gmt").orElse(null));
        }
        return refunds == null
                ? new Meaning.Hint(orderKey, id, false)
                : new Meaning.Snapshot(map(orderKey, id, refunds));
    }

    private Order map(String orderKey, String id, List<Document> refundDocuments) {
        List<Refund> refunds = new WooRefunds(money(), refundDocuments).refunds();
        WooStatus status = new WooStatus(json, refunds);
        WooLines lines = new WooLines(json, money(), status.quantities());
        WooTotals totals = new WooTotals(json, money(), lines);
        return new Order(
                orderKey,
                id,
                json.text("number").orElse(id),
                createdAt(),
                json.utc("date_modified_gmt").orElseGet(this::createdAt),
                offset(createdAt()),
                false,
                false,
                money().currency(),
                status.status(totals.totals().total()),
                new WooPeople(json).customer(),
                new WooPeople(json).company(),
                new WooPeople(json).billTo(),
                new WooPeople(json).shipTo(),
                lines.lines(),
                totals.shipping(),
                totals.fees(),
                lines.discounts(),
                totals.taxes(),
                totals.tenders(),
                refunds,
                totals.totals(),
                json.text("customer_note").orElse(null));
    }

    private Amounts money() {
        return new Amounts(json.requiredText("currency"));
    }

    private Instant createdAt() {
        return json.requiredUtc("date_created_gmt");
    }

    /** The site's local time beside the same in UTC tells its offset; a nonsensical one is left out. */
    private @Nullable String offset(Instant createdAt) {
        long quarters = json.utc("date_created")
                .map(local -> Duration.between(createdAt, local).toSeconds())
                .map(seconds -> Math.round(seconds / (double) SECONDS_OF_A_QUARTER))
                .orElse(Long.MAX_VALUE);
        return Math.abs(quarters) > MOST_QUARTERS
                ? null
                : ZoneOffset.ofTotalSeconds((int) quarters * SECONDS_OF_A_QUARTER)
                        .getId()
                        .replace("Z", "+00:00");
    }
}
