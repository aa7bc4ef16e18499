package io.throughline.ingest.store;

import java.util.List;
import java.util.UUID;

/**
 * What a batch of webhooks comes to: how each ended, the orders as they are now, the events in their order.
 *
 * @param asked the webhooks that do not end yet, because an order must be fetched first
 * @param erased the webhooks that ended and of which the raw body goes, as they tell of somebody who was erased
 * @param erasures who is to be erased from now on
 */
public record Conclusions(
        List<Ending> endings,
        List<OrderState> orders,
        List<LoggedEvent> events,
        List<FetchRequest> asked,
        List<UUID> erased,
        List<ErasureWish> erasures) {

    /** Of webhooks that only end. */
    public static Conclusions of(List<Ending> endings) {
        return new Conclusions(endings, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    public Conclusions {
        endings = List.copyOf(endings);
        orders = List.copyOf(orders);
        events = List.copyOf(events);
        asked = List.copyOf(asked);
        erased = List.copyOf(erased);
        erasures = List.copyOf(erasures);
    }
}
