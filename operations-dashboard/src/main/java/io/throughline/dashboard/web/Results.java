package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Baseline;
import io.throughline.dashboard.ledger.FailureGroup.By;
import io.throughline.dashboard.ledger.Measure;
import io.throughline.dashboard.ledger.MonthResult;
import io.throughline.dashboard.ledger.MonthResult.Human;
import io.throughline.dashboard.ledger.MonthResult.Measured;
import io.throughline.dashboard.store.BaselineStore;
import io.throughline.dashboard.store.CommandStore;
import io.throughline.dashboard.store.ResultStore;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** What months came to, beside what it was before; and the entering of the latter. */
@Component
class Results {

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final int DIGITS = 15;
    private static final int DECIMALS = 4;

    private final ResultStore store;
    private final BaselineStore baselines;
    private final CommandStore integrations;
    private final Clock clock;

    Results(ResultStore store, BaselineStore baselines, CommandStore integrations, Clock clock) {
        this.store = store;
        this.baselines = baselines;
        this.integrations = integrations;
        this.clock = clock;
    }

    /**
     * A month.
     *
     * @param countedAt what happened later is not in it
     * @param parts all integrations together first, then each
     */
    record OfMonth(YearMonth month, Instant countedAt, List<Part> parts) {}

    /** @param integration empty for all of them together */
    record Part(String integration, Human human, List<Row> rows) {}

    /** @param baseline absent when none was entered */
    record Row(Measured measured, @Nullable Baseline baseline) {}

    /**
     * What somebody wishes to enter.
     *
     * @param integration empty for all of them together
     * @param measure a figure's word
     * @param currency empty unless it is money
     */
    record Wish(String integration, String measure, String currency, BigDecimal value, String source) {}

    List<YearMonth> months() {
        return store.months();
    }

    /** Absent when the month was not counted. */
    Optional<OfMonth> of(YearMonth month) {
        List<MonthResult> results = store.of(month);
        List<Baseline> entered = baselines.newest();
        return results.stream()
                .findFirst()
                .map(all -> new OfMonth(
                        month,
                        all.countedAt(),
                        results.stream().map(one -> part(one, entered)).toList()));
    }

    private static Part part(MonthResult result, List<Baseline> entered) {
        List<Baseline> own = entered.stream()
                .filter(one -> one.integration().equals(result.integration()))
                .toList();
        List<Measured> measured = result.measured();
        // Where no money is at stake any more, what once was is still worth seeing.
        Stream<Measured> none = own.stream()
                .filter(one -> one.measure().kind() == Measure.Kind.MONEY)
                .filter(one -> measured.stream().noneMatch(isAbout(one)))
                .map(one -> new Measured(one.measure(), one.currency(), BigDecimal.ZERO));
        return new Part(
                result.integration(),
                result.human(),
                Stream.concat(measured.stream(), none)
                        .map(one -> new Row(
                                one,
                                own.stream()
                                        .filter(baseline -> isAbout(baseline).test(one))
                                        .findFirst()
                                        .orElse(null)))
                        .toList());
    }

    private static Predicate<Measured> isAbout(Baseline baseline) {
        return one -> one.measure() == baseline.measure() && one.currency().equals(baseline.currency());
    }

    /** @throws ResponseStatusException 400 with what is wrong with it, 404 when no integration is called so */
    Baseline enter(Wish wish, String actor) {
        Measure measure = Measure.named(wish.measure).orElseThrow(() -> wrong("No figure is called so"));
        boolean money = measure.kind() == Measure.Kind.MONEY;
        if (money ? !CURRENCY.matcher(wish.currency).matches() : !wish.currency.isEmpty()) {
            throw wrong("Money needs a currency such as EUR, and nothing else has one");
        }
        if (wish.value.signum() < 0 || !fits(wish.value)) {
            throw wrong("A value is 0 or more, with up to 15 digits and 4 decimals");
        }
        String source = Reason.of(wish.source)
                .orElseThrow(() -> wrong("Say in up to 500 characters where the number comes from"));
        if (!wish.integration.isEmpty() && !integrations.knows(wish.integration)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No integration is called so");
        }
        Baseline baseline = new Baseline(
                wish.integration,
                measure,
                wish.currency,
                wish.value,
                source,
                new By(actor, Acting.word(), clock.instant()));
        baselines.enter(baseline);
        return baseline;
    }

    private static boolean fits(BigDecimal value) {
        return value.scale() <= DECIMALS && value.precision() - value.scale() <= DIGITS;
    }

    private static ResponseStatusException wrong(String why) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, why);
    }
}
