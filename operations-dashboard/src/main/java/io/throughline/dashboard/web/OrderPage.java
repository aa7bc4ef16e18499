package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Timeline;
import io.throughline.dashboard.store.OrderStore;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One order's way through all systems. */
@Controller
class OrderPage {

    private final OrderStore orders;

    OrderPage(OrderStore orders) {
        this.orders = orders;
    }

    @GetMapping("/orders/{orderKey}")
    String order(@PathVariable String orderKey, Model model, HttpServletResponse response) {
        Optional<Timeline> timeline = orders.timeline(orderKey);
        if (timeline.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            model.addAttribute("orderKey", orderKey);
            return "unknown-order";
        }
        model.addAttribute("order", timeline.get());
        model.addAttribute("moments", new Moments());
        return "order";
    }

    /** Lets a template speak of instants. */
    static final class Moments {

        public Moment at(Instant instant) {
            return Moment.at(instant);
        }

        /** From one instant to a later one: {@code 1.42 s}. */
        public String between(Instant from, Instant to) {
            return Spoken.seconds((to.toEpochMilli() - from.toEpochMilli()) / 1000.0);
        }
    }
}
