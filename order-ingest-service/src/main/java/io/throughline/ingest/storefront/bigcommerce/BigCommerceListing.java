package io.throughline.ingest.storefront.bigcommerce;

import io.throughline.ingest.storefront.Amounts;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.OrderListing;
import io.throughline.ingest.storefront.QueryCalls;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * BigCommerce's Orders API v2, page by page from an id on, so that an order which leaves the window moves no other.
 *
 * <p>Of an order placed, {@code total_inc_tax} in the currency that is paid in is compared: the field, and the choice
 * of the currency, of the mapper. Refunds are counted in {@code refunded_amount}, store credit and gift certificates
 * beside it; none of them reduces the total. What is incomplete is no order yet, what is archived counts as deleted.
 */
final class BigCommerceListing implements OrderListing {

    private static final int PER_PAGE = 250;

    @Override
    public Page<Listed> modified(Window window, Optional<String> cursor, QueryCalls calls) {
        List<Document> orders = page("modified", window, cursor, calls);
        return new Page<>(orders.stream().map(BigCommerceListing::listed).toList(), next(orders));
    }

    @Override
    public Page<Placed> placed(Window window, Optional<String> cursor, QueryCalls calls) {
        List<Document> orders = page("created", window, cursor, calls);
        return new Page<>(
                orders.stream()
                        .filter(order -> !BigCommerceStatus.isIncomplete(order) && !order.flag("is_deleted"))
                        .map(BigCommerceListing::placed)
                        .toList(),
                next(orders));
    }

    private static List<Document> page(String date, Window window, Optional<String> cursor, QueryCalls calls) {
        return calls.list("/v2/orders?min_date_" + date + "=" + window.from() + "&max_date_" + date + "=" + window.to()
                + "&sort=id:asc&limit=" + PER_PAGE + "&min_id=" + cursor.orElse("0"));
    }

    private static Listed listed(Document order) {
        return new Listed(
                order.requiredId("id"),
                order.rfc2822("date_modified")
                        .orElseThrow(() -> new NotUnderstoodException("missing-field", "A listed order has no date")));
    }

    private static Placed placed(Document order) {
        Amounts money = new Amounts(BigCommerceOrder.currency(order));
        return new Placed(
                order.requiredId("id"), order.requiredRfc2822("date_modified"), BigCommerceTotals.total(order, money));
    }

    private static Optional<String> next(List<Document> orders) {
        return orders.size() < PER_PAGE
                ? Optional.empty()
                : Optional.of(new BigInteger(orders.getLast().requiredId("id"))
                        .add(BigInteger.ONE)
                        .toString());
    }
}
