package io.throughline.ingest.storefront.bigcommerce;

import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.OrderListing;
import io.throughline.ingest.storefront.QueryCalls;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** BigCommerce's Orders API v2, page by page from an id on, so that an order which leaves the window moves no other. */
final class BigCommerceListing implements OrderListing {

    private static final int PER_PAGE = 250;

    @Override
    public Page modified(Window window, Optional<String> cursor, QueryCalls calls) {
        String path = "/v2/orders?min_date_modified=" + window.from() + "&max_date_modified=" + window.to()
                + "&sort=id:asc&limit=" + PER_PAGE + "&min_id=" + cursor.orElse("0");
        List<Document> orders = calls.list(path);
        return new Page(
                orders.stream().map(BigCommerceListing::listed).toList(),
                orders.size() < PER_PAGE ? Optional.empty() : Optional.of(after(orders.getLast())));
    }

    private static Listed listed(Document order) {
        return new Listed(
                order.requiredId("id"),
                order.rfc2822("date_modified")
                        .orElseThrow(() -> new NotUnderstoodException("missing-field", "A listed order has no date")));
    }

    private static String after(Document last) {
        return new BigInteger(last.requiredId("id")).add(BigInteger.ONE).toString();
    }
}
