package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Baseline;
import io.throughline.dashboard.web.Results.OfMonth;
import io.throughline.dashboard.web.Results.Wish;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.security.Principal;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Monthly results, for programs. */
@RestController
@RequestMapping("/api/results")
class ResultsApi {

    private final Results results;

    ResultsApi(Results results) {
        this.results = results;
    }

    /**
     * A figure as it was without this system.
     *
     * @param integration absent for all of them together
     * @param measure such as {@code human-minutes}
     * @param currency of money; absent for everything else
     * @param source where the number comes from
     */
    record Entered(
            @Nullable String integration,
            @NotBlank String measure,
            @Nullable String currency,
            @NotNull BigDecimal value,
            @NotBlank @Size(max = 500) String source) {

        Wish wish() {
            return new Wish(
                    Objects.requireNonNullElse(integration, ""),
                    measure,
                    Objects.requireNonNullElse(currency, ""),
                    value,
                    source);
        }
    }

    @GetMapping
    OfMonth results(@RequestParam YearMonth month) {
        return counted(results, month);
    }

    /** Newest first. */
    @GetMapping("/months")
    List<YearMonth> months() {
        return results.months();
    }

    static OfMonth counted(Results results, YearMonth month) {
        return results.of(month)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, month + " was not counted"));
    }

    @PostMapping(path = "/baseline", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Baseline enter(@Valid @RequestBody Entered entered, Principal actor) {
        return results.enter(entered.wish(), actor.getName());
    }
}
