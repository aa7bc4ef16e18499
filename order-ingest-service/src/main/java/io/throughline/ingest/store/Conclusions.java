package io.throughline.ingest.store;

import java.util.List;

/**
 * What a batch of webhooks comes to: how each ended, the orders as they are now, the events in their order.
 *
 * @param asked the webhooks that do not end yet, because an order must be fetched first
 */
public record Conclusions(
        List<Ending> endings, List<OrderState> orders, List<LoggedEvent> events, List<FetchRequest> asked) {

    public Conclusions {
        endings = List.copyOf(endings);
        orders = List.copyOf(orders);
        events = List.copyOf(events);
        asked = List.copyOf(asked);
    }
}
