package io.throughline.ingest.storefront.adobecommerce;

import io.throughline.ingest.storefront.Amounts;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.OrderListing;
import io.throughline.ingest.storefront.QueryCalls;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Adobe Commerce's orders, page by page behind an id, so that an order which leaves the window moves no other.
 *
 * <p>Of an order placed, {@code grand_total} in the order's own currency is compared, with the gift cards and the store
 * credit that reduced it added again, as the mapper does. Credit memos do not reduce it, they are counted in
 * {@code total_refunded}; an edit makes another order of it, and cancels the first.
 */
final class AdobeListing implements OrderListing {

    private static final int PER_PAGE = 100;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    @Override
    public Page<Listed> modified(Window window, Optional<String> cursor, QueryCalls calls) {
        String path = path("updated_at", window, cursor) + "&fields=items%5Bentity_id%2Cupdated_at%5D";
        List<Document> orders = items(path, calls);
        return new Page<>(orders.stream().map(AdobeListing::listed).toList(), next(orders));
    }

    @Override
    public Page<Placed> placed(Window window, Optional<String> cursor, QueryCalls calls) {
        String path = path("created_at", window, cursor)
                + "&fields=items%5Bentity_id%2Cupdated_at%2Ccreated_at%2Corder_currency_code%2Cgrand_total"
                + "%2Cextension_attributes%5Bgift_cards_amount%2Ccustomer_balance_amount%5D%5D";
        List<Document> orders = items(path, calls);
        return new Page<>(orders.stream().map(AdobeListing::placed).toList(), next(orders));
    }

    private static String path(String date, Window window, Optional<String> cursor) {
        return "/orders?"
                + Search.begin()
                        .where(date, "gteq", TIME.format(window.from()))
                        .where(date, "lteq", TIME.format(window.to()))
                        .where("entity_id", "gt", cursor.orElse("0"))
                        .page("entity_id", PER_PAGE);
    }

    private static List<Document> items(String path, QueryCalls calls) {
        return calls.object(path).map(found -> found.list("items")).orElse(List.of());
    }

    private static Optional<String> next(List<Document> orders) {
        return orders.size() < PER_PAGE
                ? Optional.empty()
                : Optional.of(orders.getLast().requiredId("entity_id"));
    }

    private static Placed placed(Document order) {
        Amounts money = new Amounts(order.requiredText("order_currency_code"));
        return new Placed(order.requiredId("entity_id"), AdobeOrder.version(order), AdobeTotals.total(order, money));
    }

    private static Listed listed(Document order) {
        return new Listed(order.requiredId("entity_id"), order.requiredUtc("updated_at"));
    }
}
