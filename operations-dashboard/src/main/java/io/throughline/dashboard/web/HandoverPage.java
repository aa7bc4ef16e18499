package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Handover;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What whoever takes over reads in two minutes, prints, or copies. */
@Controller
class HandoverPage {

    static final String TEXT = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8";

    private final Handovers handovers;

    HandoverPage(Handovers handovers) {
        this.handovers = handovers;
    }

    @GetMapping("/handover")
    String handover(@RequestParam(required = false) @Nullable Instant since, Principal reader, Model model) {
        Handover handover = handovers.of(since, reader.getName());
        model.addAttribute("handover", HandoverView.of(handover));
        model.addAttribute("orders", handover.orders());
        return "handover";
    }

    @GetMapping(
            path = {"/handover", "/handover.txt", "/api/handover"},
            produces = TEXT)
    @ResponseBody
    String text(@RequestParam(required = false) @Nullable Instant since, Principal reader) {
        return HandoverView.of(handovers.of(since, reader.getName())).text();
    }

    /** @param since what the reader was shown, and goes on to be shown */
    @PostMapping("/handover")
    String take(@RequestParam Instant since, Principal reader, RedirectAttributes answer) {
        handovers.take(since, reader.getName());
        answer.addFlashAttribute("accepted", "You took over. Your next handover begins here.");
        return "redirect:/handover?since=" + since;
    }
}
