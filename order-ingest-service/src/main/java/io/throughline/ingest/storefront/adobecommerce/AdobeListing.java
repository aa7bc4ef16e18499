package io.throughline.ingest.storefront.adobecommerce;

import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.OrderListing;
import io.throughline.ingest.storefront.QueryCalls;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Adobe Commerce's orders, page by page behind an id, so that an order which leaves the window moves no other. */
final class AdobeListing implements OrderListing {

    private static final int PER_PAGE = 100;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    @Override
    public Page modified(Window window, Optional<String> cursor, QueryCalls calls) {
        String criteria = Search.begin()
                .where("updated_at", "gteq", TIME.format(window.from()))
                .where("updated_at", "lteq", TIME.format(window.to()))
                .where("entity_id", "gt", cursor.orElse("0"))
                .page("entity_id", PER_PAGE);
        List<Document> orders = calls.object("/orders?" + criteria + "&fields=items%5Bentity_id%2Cupdated_at%5D")
                .map(found -> found.list("items"))
                .orElse(List.of());
        return new Page(
                orders.stream().map(AdobeListing::listed).toList(),
                orders.size() < PER_PAGE
                        ? Optional.empty()
                        : Optional.of(orders.getLast().requiredId("entity_id")));
    }

    private static Listed listed(Document order) {
        return new Listed(order.requiredId("entity_id"), order.requiredUtc("updated_at"));
    }
}
