package io.throughline.ingest.storefront;

import io.throughline.events.order.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How one kind of storefront is asked which orders were modified, and which were placed. */
public interface OrderListing {

    /**
     * One page of the orders whose last modification lies in the window. Every order that stays in the window from the
     * first page to the last must be on one of them, whatever leaves it meanwhile; in which order is of no matter.
     *
     * @param cursor what the page before named as {@link Page#next}; absent for the first
     * @throws FetchException when the storefront does not answer as it should
     * @throws NotUnderstoodException when its answer says nothing that can be used
     */
    Page<Listed> modified(Window window, Optional<String> cursor, QueryCalls calls);

    /**
     * One page of the orders that were placed in the window, on the same terms. What is no order yet, or counts as
     * deleted there, is left out.
     */
    Page<Placed> placed(Window window, Optional<String> cursor, QueryCalls calls);

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
     * An order as the list of those placed has it.
     *
     * @param orderId the storefront's, digits only
     * @param version the version that the order itself will have
     * @param total what the order itself, once it is fetched, says in {@code totals.total}: each storefront's list
     *     tells where it is taken from
     */
    record Placed(String orderId, Instant version, Money total) {}

    /**
     * A page of a list.
     *
     * @param next names the page after it; absent when it is the last
     */
    record Page<T>(List<T> orders, Optional<String> next) {

        public Page {
            orders = List.copyOf(orders);
        }
    }
}
