package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Window;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page: how everything stands. */
@Controller
class OverviewPage {

    private final OverviewView view;

    OverviewPage(OverviewView view) {
        this.view = view;
    }

    @GetMapping("/")
    String overview(@RequestParam(defaultValue = "24h") String window, Model model) {
        model.addAllAttributes(view.of(Window.named(window).orElse(Window.DAY)));
        return "overview";
    }
}
