package io.throughline.ingest.storefront.woocommerce;

import io.throughline.ingest.storefront.Amounts;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.FetchException;
import io.throughline.ingest.storefront.OrderListing;
import io.throughline.ingest.storefront.QueryCalls;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * WooCommerce's REST API v3, which filters by the time of the last change and cannot sort by it: pages go by id. An
 * order that changes leaves the window, and those behind it move up; so each page begins with the last orders of the
 * one before, and where it begins behind them, the window is asked for anew.
 *
 * <p>Of an order placed, {@code total} is compared, with the gift cards that reduced it added again: that is what the
 * mapper takes for the order's total. Refunds do not reduce it, they are orders of their own with a negative total;
 * an edit of the order does, and gives it a new {@code date_modified}. The cards are a field of an extension: a shop
 * without it does not send it, here as there.
 */
final class WooListing implements OrderListing {

    private static final int PER_PAGE = 100;
    private static final int REPEATED = 10;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    /**
     * Where a page begins.
     *
     * @param known the last id before it, at which or before which it has to begin; absent on the first page
     */
    private record Place(int offset, Optional<String> known) {

        static Place of(Optional<String> cursor) {
            return cursor.map(text -> text.split(":", -1))
                    .map(parts -> new Place(Integer.parseInt(parts[0]), Optional.of(parts[1])))
                    .orElseGet(() -> new Place(0, Optional.empty()));
        }
    }

    @Override
    public Page<Listed> modified(Window window, Optional<String> cursor, QueryCalls calls) {
        Place place = Place.of(cursor);
        String filter = bounds("modified_after", "modified_before", window) + "&_fields=id,date_modified_gmt";
        List<Document> orders = page(filter, place, calls);
        return new Page<>(orders.stream().map(WooListing::listed).toList(), next(orders, place.offset()));
    }

    @Override
    public Page<Placed> placed(Window window, Optional<String> cursor, QueryCalls calls) {
        Place place = Place.of(cursor);
        String filter =
                bounds("after", "before", window) + "&_fields=id,date_modified_gmt,status,currency,total,gift_cards";
        List<Document> orders = page(filter, place, calls);
        return new Page<>(
                orders.stream()
                        .filter(WooOrder::isOrder)
                        .map(WooListing::placed)
                        .toList(),
                next(orders, place.offset()));
    }

    private static List<Document> page(String filter, Place place, QueryCalls calls) {
        List<Document> orders = calls.list("/orders?" + filter + "&dates_are_gmt=true&status=any&orderby=id&order=asc"
                + "&per_page=" + PER_PAGE + "&offset=" + place.offset());
        boolean continues = place.known()
                .map(known -> !orders.isEmpty() && !isAfter(orders.getFirst(), known))
                .orElse(true);
        if (!continues) {
            throw FetchException.later("list-moved", "So many orders changed meanwhile that pages do not meet");
        }
        return orders;
    }

    private static boolean isAfter(Document order, String id) {
        return new BigInteger(order.requiredId("id")).compareTo(new BigInteger(id)) > 0;
    }

    /** Bounds are whole seconds, and WordPress leaves out what lies on them. */
    private static String bounds(String after, String before, Window window) {
        return after + "=" + TIME.format(window.from().minusSeconds(1)) + "&" + before + "="
                + TIME.format(window.to().plusSeconds(1));
    }

    private static Listed listed(Document order) {
        Instant modified = order.requiredUtc("date_modified_gmt");
        return new Listed(order.requiredId("id"), modified);
    }

    private static Placed placed(Document order) {
        Amounts money = new Amounts(order.requiredText("currency"));
        return new Placed(
                order.requiredId("id"), order.requiredUtc("date_modified_gmt"), WooTotals.total(order, money));
    }

    private static Optional<String> next(List<Document> orders, int offset) {
        return orders.size() < PER_PAGE
                ? Optional.empty()
                : Optional.of(
                        (offset + PER_PAGE - REPEATED) + ":" + orders.getLast().requiredId("id"));
    }
}
