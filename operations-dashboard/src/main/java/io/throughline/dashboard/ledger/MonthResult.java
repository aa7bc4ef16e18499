package io.throughline.dashboard.ledger;

import io.throughline.events.order.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one integration came to in a month, or all of them: by the instant at which events were accepted, in UTC.
 *
 * @param integration empty for all of them together
 * @param orders of which it was sent anything
 * @param deliveries finished or parked
 * @param failed transmissions that needed somebody's decision, or of which nothing was heard at their deadline
 * @param lag from acceptance to delivery
 * @param stake of the orders with a failed transmission
 * @param money what these orders are worth, each order once, by currency
 * @param human what people did about it
 */
public record MonthResult(
        String integration,
        long orders,
        long deliveries,
        long failed,
        Lag lag,
        Stake stake,
        List<Worth> money,
        Human human,
        Instant countedAt) {

    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

    public MonthResult {
        money = List.copyOf(money);
    }

    /** Absent when nothing was delivered. */
    public record Lag(@Nullable Long p50Millis, @Nullable Long p99Millis) {}

    /** @param recovered orders of which every failed transmission came through after all */
    public record Stake(long atStake, long recovered) {}

    /** The same in money of one currency. */
    public record Worth(Money atStake, Money recovered) {}

    /**
     * An estimate: each act counts the time since the same person's act before it, and at most a bound.
     *
     * @param atMostSeconds what one act counted at most
     */
    public record Human(long acts, long seconds, long atMostSeconds) {}

    /** @param value absent when there is nothing to measure */
    public record Measured(
            Measure measure, String currency, @Nullable BigDecimal value) {}

    /** Every figure, in the order in which they are read. */
    public List<Measured> measured() {
        List<Measured> all = new ArrayList<>(List.of(
                count(Measure.ORDERS, orders),
                count(Measure.DELIVERIES, deliveries),
                figure(Measure.FAILED_PER_10000, failedPer10000()),
                figure(Measure.LAG_P50, seconds(lag.p50Millis)),
                figure(Measure.LAG_P99, seconds(lag.p99Millis)),
                figure(
                        Measure.HUMAN_MINUTES,
                        BigDecimal.valueOf(human.seconds).divide(BigDecimal.valueOf(60), 1, RoundingMode.HALF_UP)),
                count(Measure.ORDERS_AT_STAKE, stake.atStake),
                count(Measure.ORDERS_RECOVERED, stake.recovered)));
        money.forEach(worth -> {
            all.add(amount(Measure.MONEY_AT_STAKE, worth.atStake));
            all.add(amount(Measure.MONEY_RECOVERED, worth.recovered));
        });
        return all;
    }

    private @Nullable BigDecimal failedPer10000() {
        return orders == 0
                ? null
                : BigDecimal.valueOf(failed)
                        .multiply(TEN_THOUSAND)
                        .divide(BigDecimal.valueOf(orders), 2, RoundingMode.HALF_UP);
    }

    private static @Nullable BigDecimal seconds(@Nullable Long millis) {
        return millis == null ? null : BigDecimal.valueOf(millis, 3);
    }

    private static Measured count(Measure measure, long count) {
        return figure(measure, BigDecimal.valueOf(count));
    }

    private static Measured figure(Measure measure, @Nullable BigDecimal value) {
        return new Measured(measure, "", value);
    }

    private static Measured amount(Measure measure, Money amount) {
        return new Measured(measure, amount.currency(), amount.toDecimal());
    }
}
