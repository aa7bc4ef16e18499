package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.History.Decided;
import io.throughline.dashboard.ledger.Slo;
import io.throughline.dashboard.ledger.Slo.Budget;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** One integration's promise on the page. */
record SloView(Slo slo, String promise, String tone, String word, List<Figure> figures, List<Burning> burns) {

    /** One pair of windows, in words. */
    record Burning(String windows, String within, String still, String limit, String misses, boolean now) {

        static Burning of(Slo.Burn burn) {
            return new Burning(
                    burn.within() + " and " + burn.still(),
                    times(burn.rateWithin()),
                    times(burn.rateStill()),
                    times(burn.limit()),
                    Spoken.count(burn.misses()),
                    burn.burning());
        }

        private static String times(@Nullable Double rate) {
            return rate == null ? Spoken.UNKNOWN : String.format(Locale.ENGLISH, "%.1f×", rate);
        }
    }

    static SloView of(Slo slo, Instant now) {
        return new SloView(
                slo,
                Spoken.promise(slo.promise()),
                slo.burning() ? "alarm" : slo.spent() ? "warning" : "fine",
                slo.burning() ? "Budget burns" : slo.spent() ? "Budget spent" : "Kept",
                List.of(
                        kept("SLA 1 h", slo.hour(), slo),
                        kept("SLA 24 h", slo.day(), slo),
                        kept("SLA 30 d", slo.month(), slo),
                        left(slo),
                        spent(slo.budget()),
                        gone(slo, now)),
                slo.burns().stream().map(Burning::of).toList());
    }

    private static Figure kept(String label, Decided decided, Slo slo) {
        return Figure.kept(label, decided)
                .warningIf(decided.adherence().orElse(1) < slo.promise().target());
    }

    private static Figure left(Slo slo) {
        Budget budget = slo.budget();
        return Figure.of("Budget left", Spoken.atLeast(share(budget.left())), mayMiss(budget))
                .warningIf(slo.spent());
    }

    private static String mayMiss(Budget budget) {
        return budget.left() == null
                ? "none was due"
                : Spoken.counted(budget.mayMiss(), "delivery", "deliveries") + " may miss";
    }

    private static Figure spent(Budget budget) {
        Double left = budget.left();
        return Figure.of(
                "Budget spent",
                Spoken.atMost(left == null ? OptionalDouble.empty() : OptionalDouble.of(1 - left)),
                Spoken.count(budget.spent()) + " missed of " + String.format(Locale.ENGLISH, "%,.1f", budget.allowed())
                        + " allowed");
    }

    private static Figure gone(Slo slo, Instant now) {
        Instant at = slo.budgetGoneAt();
        if (slo.spent()) {
            return Figure.of("Budget gone", "now", "until misses are 30 d old").warningIf(true);
        }
        return at == null
                ? Figure.of("Budget gone", "never", "at the pace of 6 h")
                : Figure.of("Budget gone", "in " + Moment.age(now, at).text(), "at the pace of 6 h")
                        .titled(Spoken.utc(at))
                        .warningIf(true);
    }

    private static OptionalDouble share(@Nullable Double left) {
        return left == null ? OptionalDouble.empty() : OptionalDouble.of(left);
    }
}
