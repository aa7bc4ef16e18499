package io.throughline.dashboard.web;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.FoundOrder;
import io.throughline.dashboard.store.SearchStore;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The way to one order, by whatever somebody has in hand. */
@Controller
class SearchPage {

    private final SearchStore orders;
    private final DashboardProperties properties;

    SearchPage(SearchStore orders, DashboardProperties properties) {
        this.orders = orders;
        this.properties = properties;
    }

    /** @param before the last order of the page before */
    @GetMapping("/search")
    String search(
            @RequestParam(defaultValue = "") String term,
            @RequestParam(required = false) @Nullable UUID before,
            Model model) {
        List<FoundOrder> found = found(term, before);
        if (found.size() == 1 && before == null) {
            return "redirect:" + orderPath(found.getFirst().orderKey());
        }
        model.addAttribute("term", term.strip());
        model.addAttribute("found", found);
        model.addAttribute("moments", new OrderPage.Moments());
        if (found.size() == properties.maxRows()) {
            model.addAttribute("next", found.getLast().orderRef());
        }
        return "search";
    }

    private List<FoundOrder> found(String term, @Nullable UUID before) {
        if (term.isBlank()) {
            return List.of();
        }
        return before == null ? orders.search(term) : orders.search(term, before);
    }

    private static String orderPath(String orderKey) {
        return UriComponentsBuilder.fromPath("/orders")
                .pathSegment(orderKey)
                .build()
                .encode()
                .toUriString();
    }
}
