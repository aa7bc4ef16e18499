package io.throughline.ingest.storefront.woocommerce;

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
    public Page modified(Window window, Optional<String> cursor, QueryCalls calls) {
        Place place = Place.of(cursor);
        List<Listed> orders = calls.list(path(window, place.offset())).stream()
                .map(WooListing::listed)
                .toList();
        boolean continues = place.known()
                .map(known -> !orders.isEmpty() && !isAfter(orders.getFirst(), known))
                .orElse(true);
        if (!continues) {
            throw FetchException.later("list-moved", "So many orders changed meanwhile that pages do not meet");
        }
        return new Page(orders, next(orders, place.offset()));
    }

    private static boolean isAfter(Listed order, String id) {
        return new BigInteger(order.orderId()).compareTo(new BigInteger(id)) > 0;
    }

    /** Bounds are whole seconds, and WordPress leaves out what lies on them. */
    private static String path(Window window, int offset) {
        return "/orders?modified_after=" + TIME.format(window.from().minusSeconds(1)) + "&modified_before="
                + TIME.format(window.to().plusSeconds(1)) + "&dates_are_gmt=true&status=any&orderby=id&order=asc"
                + "&_fields=id,date_modified_gmt&per_page=" + PER_PAGE + "&offset=" + offset;
    }

    private static Listed listed(Document order) {
        Instant modified = order.requiredUtc("date_modified_gmt");
        return new Listed(order.requiredId("id"), modified);
    }

    private static Optional<String> next(List<Listed> orders, int offset) {
        return orders.size() < PER_PAGE
                ? Optional.empty()
                : Optional.of(
                        (offset + PER_PAGE - REPEATED) + ":" + orders.getLast().orderId());
    }
}
