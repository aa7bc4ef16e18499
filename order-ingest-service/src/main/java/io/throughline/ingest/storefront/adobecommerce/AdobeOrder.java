package io.throughline.ingest.storefront.adobecommerce;

import io.throughline.events.order.Order;
import io.throughline.events.order.Refund;
import io.throughline.ingest.storefront.Amounts;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.OrderKeys;
import java.time.Instant;
import java.util.List;

/**
 * Translates a whole order; field names are those of Adobe Commerce's REST API V1, {@code sales-data-order-interface}.
 * Amounts are those of the order's own currency, and without tax where there is a twin {@code …_incl_tax}.
 *
 * @param memos its credit memos
 */
record AdobeOrder(String shop, Document json, List<Document> memos) {

    Meaning read() {
        return new Meaning.Snapshot(map());
    }

    private Amounts money() {
        return new Amounts(json.requiredText("order_currency_code"));
    }

    static Instant version(Document json) {
        return json.utc("updated_at").orElseGet(() -> json.requiredUtc("created_at"));
    }

    private AdobePeople people() {
        return new AdobePeople(json);
    }

    private Order map() {
        String id = json.requiredId("entity_id");
        List<Refund> refunds = new AdobeRefunds(money(), memos).refunds();
        AdobeLines lines = new AdobeLines(json, money());
        AdobeTotals totals = new AdobeTotals(json, money());
        return new Order(
                OrderKeys.of(AdobeCommerceStorefront.SOURCE, shop, id),
                id,
                json.text("increment_id").orElse(id),
                json.requiredUtc("created_at"),
                version(json),
                null,
                false,
                false,
                money().currency(),
                new AdobeStatus(json, refunds).status(totals.totals(lines).total(), lines.lines()),
                people().customer(),
                people().company(),
                people().billTo(),
                people().shipTo(),
                lines.lines(),
                totals.shipping(),
                List.of(),
                lines.discounts(),
                totals.taxes(),
                totals.tenders(),
                refunds,
                totals.totals(lines),
                json.text("customer_note").orElse(null));
    }
}
