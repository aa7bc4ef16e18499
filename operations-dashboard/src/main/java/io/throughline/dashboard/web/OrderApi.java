package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.FoundOrder;
import io.throughline.dashboard.ledger.Timeline;
import io.throughline.dashboard.store.OrderStore;
import io.throughline.dashboard.store.SearchStore;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Orders, for programs. */
@RestController
@RequestMapping("/api/orders")
class OrderApi {

    private final OrderStore orders;
    private final SearchStore search;

    OrderApi(OrderStore orders, SearchStore search) {
        this.orders = orders;
        this.search = search;
    }

    /** Newest first; a full page goes on with {@code before}, the last order's ref. */
    @GetMapping
    List<FoundOrder> search(@RequestParam String term, @RequestParam(required = false) @Nullable UUID before) {
        if (term.isBlank()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "A search is for something");
        }
        return before == null ? search.search(term) : search.search(term, before);
    }

    @GetMapping("/{orderKey}")
    Timeline order(@PathVariable String orderKey) {
        return orders.timeline(orderKey)
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No event of this order was seen"));
    }
}
