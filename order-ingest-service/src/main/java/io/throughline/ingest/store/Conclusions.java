package io.throughline.ingest.store;

import java.util.List;

/** What a batch of webhooks comes to: how each ended, the orders as they are now, and the events in their order. */
public record Conclusions(List<Ending> endings, List<OrderState> orders, List<LoggedEvent> events) {

    public Conclusions {
        endings = List.copyOf(endings);
        orders = List.copyOf(orders);
        events = List.copyOf(events);
    }
}
