package io.throughline.dashboard.ledger;

import io.throughline.dashboard.ledger.History.Decided;
import io.throughline.events.catalogue.Sla;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of an integration's promise.
 *
 * @param hour deliveries decided within the last hour, as {@code day} and {@code month} are of the last 24 h and 30 d
 * @param burns one for each pair of windows that alerts look at, fastest first
 * @param budgetGoneAt when nothing is left of the budget, at the pace of the last six hours; absent when it is gone
 *     already, or lasts at that pace
 */
public record Slo(
        String integration,
        String title,
        Sla promise,
        Decided hour,
        Decided day,
        Decided month,
        Budget budget,
        List<Burn> burns,
        @Nullable Instant budgetGoneAt) {

    /** Every window that an objective looks at. */
    public enum Span {
        FIVE_MINUTES("5m", Duration.ofMinutes(5)),
        HALF_HOUR("30m", Duration.ofMinutes(30)),
        HOUR("1h", Duration.ofHours(1)),
        SIX_HOURS("6h", Duration.ofHours(6)),
        DAY("24h", Duration.ofDays(1)),
        THREE_DAYS("3d", Duration.ofDays(3)),
        MONTH("30d", Duration.ofDays(30));

        private final String word;
        private final Duration length;

        Span(String word, Duration length) {
            this.word = word;
            this.length = length;
        }

        /** As it is written on pages: {@code 6h}. */
        public String word() {
            return word;
        }

        public Duration length() {
            return length;
        }
    }

    /** An integration and what it promises. */
    public record Promised(String integration, String title, Sla sla) {}

    public Slo {
        burns = List.copyOf(burns);
    }

    /** @param counted decided deliveries within each window; one that is missing decided nothing */
    public static Slo of(Promised promised, Map<Span, Decided> counted, Instant now) {
        double target = promised.sla.target();
        Decided month = counted.getOrDefault(Span.MONTH, Decided.NONE);
        Budget budget = Budget.of(target, month);
        return new Slo(
                promised.integration,
                promised.title,
                promised.sla,
                counted.getOrDefault(Span.HOUR, Decided.NONE),
                counted.getOrDefault(Span.DAY, Decided.NONE),
                month,
                budget,
                Stream.of(Pace.values())
                        .map(pace -> Burn.of(pace, promised.sla, counted))
                        .toList(),
                goneAt(budget, rate(target, counted.getOrDefault(Span.SIX_HOURS, Decided.NONE)), now));
    }

    /** Misses become older than 30 days as new ones come: below its pace, a budget lasts for ever. */
    private static @Nullable Instant goneAt(Budget budget, OptionalDouble rate, Instant now) {
        Double left = budget.left;
        if (left == null || left <= 0 || rate.isEmpty() || rate.getAsDouble() <= 1) {
            return null;
        }
        return now.plusSeconds((long) (left * Span.MONTH.length.toSeconds() / rate.getAsDouble()));
    }

    /** 1 spends a budget in exactly 30 days, 2 in half of them. Absent without deliveries, or without a budget. */
    private static OptionalDouble rate(double target, Decided decided) {
        return decided.all() == 0 || target == 1
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) decided.missed() / decided.all() / (1 - target));
    }

    /**
     * The misses that the promise allows within 30 days.
     *
     * @param allowed deliveries; with fractions, because few deliveries allow less than one
     * @param spent deliveries that missed
     * @param left share of what is allowed: 1 is all of it, 0 none, below 0 the promise is broken; absent when nothing
     *     was decided
     */
    public record Budget(
            double allowed, long spent, @Nullable Double left) {

        static Budget of(double target, Decided month) {
            OptionalDouble left = left(target, month);
            return new Budget((1 - target) * month.all(), month.missed(), left.isPresent() ? left.getAsDouble() : null);
        }

        /** What is left of the budget that these deliveries make. */
        public static OptionalDouble left(double target, Decided decided) {
            return new History(Decided.NONE, Decided.NONE, decided, List.of()).budgetLeft(target);
        }

        /** Whole deliveries that may still miss. */
        public long mayMiss() {
            return Math.max(0, (long) Math.floor(allowed + 1e-9) - spent);
        }
    }

    /** The windows that alerts look at: see the runbook SlaBurn. */
    private enum Pace {
        FAST(Span.HOUR, Span.FIVE_MINUTES, BurnRate.FAST),
        MIDDLE(Span.SIX_HOURS, Span.HALF_HOUR, BurnRate.MIDDLE),
        SLOW(Span.THREE_DAYS, Span.SIX_HOURS, BurnRate.SLOW);

        private final Span within;
        private final Span still;
        private final String times;

        Pace(Span within, Span still, String times) {
            this.within = within;
            this.still = still;
            this.times = times;
        }

        private boolean burns(Sla promise, Decided longer, Decided shorter) {
            return longer.missed() >= BurnRate.LEAST_MISSES && BurnRate.burns(promise, times, longer, shorter);
        }
    }

    /**
     * How fast the budget goes.
     *
     * @param within the long window, {@code 1h}
     * @param still the short one, {@code 5m}, which tells whether it still goes on
     * @param limit of the rates, in multiples of the pace that spends a budget in 30 days
     * @param rateWithin absent when nothing was decided within, or 100 % are promised
     * @param misses within the long window
     * @param burning both rates are above the limit, and the misses are enough to tell
     */
    public record Burn(
            String within,
            String still,
            double limit,
            @Nullable Double rateWithin,
            @Nullable Double rateStill,
            long misses,
            boolean burning) {

        private static Burn of(Pace pace, Sla promise, Map<Span, Decided> counted) {
            Decided within = counted.getOrDefault(pace.within, Decided.NONE);
            Decided still = counted.getOrDefault(pace.still, Decided.NONE);
            return new Burn(
                    pace.within.word,
                    pace.still.word,
                    Double.parseDouble(pace.times),
                    orNull(rate(promise.target(), within)),
                    orNull(rate(promise.target(), still)),
                    within.missed(),
                    pace.burns(promise, within, still));
        }

        private static @Nullable Double orNull(OptionalDouble rate) {
            return rate.isPresent() ? rate.getAsDouble() : null;
        }
    }

    public boolean burning() {
        return burns.stream().anyMatch(Burn::burning);
    }

    public boolean spent() {
        Double left = budget.left;
        return left != null && left <= 0;
    }
}
