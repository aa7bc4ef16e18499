package io.throughline.ingest.storefront;

import io.throughline.ingest.OrderApi;
import java.util.Map;
import java.util.Optional;

/** How one kind of storefront is asked for an order. */
public interface OrderSource {

    /** Header fields that prove who asks. */
    Map<String, String> credentials(OrderApi api);

    /**
     * Asks for the order as it is now, as few times as it takes. Runs on a virtual thread, outside of any transaction.
     *
     * @param shop our slug of the shop
     * @param orderId digits only
     * @return {@link Meaning.Missing} when the storefront knows no such order; never a hint
     * @throws FetchException when the storefront does not answer as it should
     * @throws NotUnderstoodException when the order says nothing that can be used
     */
    Meaning fetch(String shop, String orderId, OrderCalls calls);

    /** How it is asked which orders were modified; absent when it cannot be, and only its webhooks tell. */
    default Optional<OrderListing> listing() {
        return Optional.empty();
    }

    /** How it is asked whether it still sends its webhooks; absent when it cannot be. */
    default Optional<Subscriptions> subscriptions() {
        return Optional.empty();
    }
}
