package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Measure;
import io.throughline.dashboard.web.Results.Wish;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What each month came to, beside what it was before: whether the system is worth it. */
@Controller
class ResultsPage {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final Results results;
    private final Clock clock;

    ResultsPage(Results results, Clock clock) {
        this.results = results;
        this.clock = clock;
    }

    /** Bound from the form, in which a number is what was typed. */
    record Typed(String integration, String measure, String currency, String value, String source, YearMonth month) {

        Optional<Wish> wish() {
            try {
                return Optional.of(new Wish(
                        integration.strip(), measure, currency.strip(), new BigDecimal(value.strip()), source));
            } catch (NumberFormatException other) {
                return Optional.empty();
            }
        }
    }

    /** @param month the newest that was counted, unless it is given */
    @GetMapping("/results")
    String results(@RequestParam(required = false) @Nullable YearMonth month, Model model) {
        List<YearMonth> months = results.months();
        YearMonth current = YearMonth.now(clock.withZone(ZoneOffset.UTC));
        YearMonth wanted = month == null ? months.stream().findFirst().orElse(current) : month;
        model.addAttribute("months", months);
        model.addAttribute("month", wanted);
        model.addAttribute("measures", Measure.values());
        results.of(wanted).ifPresent(found -> model.addAttribute("results", ResultsView.of(found)));
        return "results";
    }

    @GetMapping("/results.csv")
    ResponseEntity<byte[]> csv(@RequestParam YearMonth month) {
        String csv = ResultsCsv.of(ResultsApi.counted(results, month));
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("results-" + month + ".csv")
                                .build()
                                .toString())
                .body(csv.getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping("/results/baseline")
    String enter(Typed typed, Principal actor, RedirectAttributes answer) {
        entered(typed, actor).onto(answer);
        return "redirect:/results?month=" + typed.month;
    }

    private Decisions.Told entered(Typed typed, Principal actor) {
        Optional<Wish> wish = typed.wish();
        if (wish.isEmpty()) {
            return new Decisions.Told(false, "A value is a number such as 12.5.");
        }
        try {
            results.enter(wish.get(), actor.getName());
            return new Decisions.Told(true, "Written down.");
        } catch (ResponseStatusException refused) {
            return new Decisions.Told(false, refused.getReason() + ".");
        }
    }
}
