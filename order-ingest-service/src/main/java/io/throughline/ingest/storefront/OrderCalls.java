package io.throughline.ingest.storefront;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads from one shop's API and from nowhere else, within the limits of one fetch. Paths are the code's own words and
 * digits; an address that an answer mentions is never called.
 */
public interface OrderCalls {

    /**
     * The bytes at this path below the API's base address.
     *
     * @param path begins with a slash; may have a query
     * @return absent when there is no such thing
     * @throws FetchException when the storefront does not answer as it should
     */
    Optional<byte[]> get(String path);

    default Optional<Document> object(String path) {
        return get(path).map(Document::parse);
    }

    /** A list; empty when there is no such thing, or nothing in it. */
    default List<Document> list(String path) {
        return get(path)
                .filter(body -> body.length > 0)
                .map(Document::parseList)
                .orElse(List.of());
    }

    /**
     * All pages of a list, until one is not full.
     *
     * @param path with a query that lacks only the page's number: {@code /refunds?per_page=100&page=}
     * @throws NotUnderstoodException when there is no end to them
     */
    default List<Document> pages(String path, int perPage) {
        List<Document> all = new ArrayList<>();
        for (int page = 1; page <= Limits.PAGES; page++) {
            List<Document> some = list(path + page);
            all.addAll(some);
            if (some.size() < perPage) {
                return all;
            }
        }
        throw new NotUnderstoodException("fetched-too-large", "The order has more than " + all.size() + " of a kind");
    }

    /**
     * What several calls say of one order. Between two of them the order may change, and then they do not belong
     * together: they are made anew.
     *
     * @param reading makes the calls; absent when the order changed meanwhile
     * @throws FetchException when it changes as often as it is read
     */
    static <T> T coherent(Supplier<Optional<T>> reading) {
        for (int attempt = 1; attempt <= Limits.READINGS; attempt++) {
            Optional<T> read = reading.get();
            if (read.isPresent()) {
                return read.get();
            }
        }
        throw FetchException.later("fetch-torn", "The order changed each time that it was read");
    }

    /** What no real order exceeds. */
    final class Limits {

        static final int PAGES = 20;
        static final int READINGS = 3;

        private Limits() {}
    }
}
