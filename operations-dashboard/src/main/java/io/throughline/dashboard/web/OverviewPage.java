package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.FoundOrder;
import io.throughline.dashboard.ledger.Window;
import io.throughline.dashboard.store.OrderStore;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The first page: how everything stands, and the way to one order. */
@Controller
class OverviewPage {

    private final OverviewView view;
    private final OrderStore orders;

    OverviewPage(OverviewView view, OrderStore orders) {
        this.view = view;
        this.orders = orders;
    }

    @GetMapping("/")
    String overview(@RequestParam(defaultValue = "24h") String window, Model model) {
        model.addAllAttributes(view.of(Window.named(window).orElse(Window.DAY)));
        return "overview";
    }

    @GetMapping("/search")
    String search(@RequestParam(defaultValue = "") String term, Model model) {
        List<FoundOrder> found = term.isBlank() ? List.of() : orders.search(term.strip());
        if (found.size() == 1) {
            return "redirect:" + orderPath(found.getFirst().orderKey());
        }
        model.addAttribute("term", term.strip());
        model.addAttribute("found", found);
        return "search";
    }

    private static String orderPath(String orderKey) {
        return UriComponentsBuilder.fromPath("/orders")
                .pathSegment(orderKey)
                .build()
                .encode()
                .toUriString();
    }
}
