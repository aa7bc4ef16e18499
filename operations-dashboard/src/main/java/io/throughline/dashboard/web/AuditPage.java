package io.throughline.dashboard.web;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.Deed;
import io.throughline.dashboard.store.AuditWatch;
import io.throughline.dashboard.store.DeedStore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who did what, when and why. */
@Controller
class AuditPage {

    private final DeedStore deeds;
    private final AuditWatch watch;
    private final DashboardProperties properties;

    AuditPage(DeedStore deeds, AuditWatch watch, DashboardProperties properties) {
        this.deeds = deeds;
        this.watch = watch;
        this.properties = properties;
    }

    /** @param before only what was done earlier: where the last page ended */
    @GetMapping("/audit")
    String audit(@RequestParam(required = false) @Nullable Instant before, Model model) {
        List<Deed> found = before == null ? deeds.newest() : deeds.before(before);
        model.addAttribute("deeds", found);
        model.addAttribute("check", watch.latest().orElse(null));
        model.addAttribute("moments", new OrderPage.Moments());
        if (found.size() == properties.maxRows()) {
            model.addAttribute("next", found.getLast().at());
        }
        return "audit";
    }
}
