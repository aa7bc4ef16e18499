package io.throughline.ingest.storefront;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How one kind of storefront is asked which orders were modified. */
public interface OrderListing {

    /**
     * One page of the orders whose last modification lies in the window. Every order that stays in the window from the
     * first page to the last must be on one of them, whatever leaves it meanwhile; in which order is of no matter.
     *
     * @param cursor what the page before named as {@link Page#next}; absent for the first
     * @throws FetchException when the storefront does not answer as it should
     * @throws NotUnderstoodException when its answer says nothing that can be used
     */
    Page modified(Window window, Optional<String> cursor, QueryCalls calls);

    /**
     * A span of the storefront's own time.
     *
     * @param from included
     * @param to included
     */
    record Window(Instant from, Instant to) {}

    /**
     * An order as the list has it.
     *
     * @param orderId the storefront's, digits only
     * @param version when the storefront modified it last: the version that the order itself will have
     */
    record Listed(String orderId, Instant version) {}

    /**
     * A page of the list.
     *
     * @param next names the page after it; absent when it is the last
     */
    record Page(List<Listed> orders, Optional<String> next) {

        public Page {
            orders = List.copyOf(orders);
        }
    }
}
