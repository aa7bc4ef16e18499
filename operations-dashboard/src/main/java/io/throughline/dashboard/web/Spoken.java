package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Stake;
import io.throughline.events.catalogue.Sla;
import io.throughline.events.order.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Numbers and times as a person reads them. */
final class Spoken {

    static final String UNKNOWN = "–";

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME_OF_DAY =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int DAY = 86_400;
    private static final double TEN = 10.0;

    private Spoken() {}

    static String count(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    static String counted(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** {@code EUR 1,234.50}, with the currency's own number of decimals. */
    static String money(Money amount) {
        return amount.currency() + " "
                + String.format(Locale.ENGLISH, "%,." + amount.exponent() + "f", amount.toDecimal());
    }

    /** {@code 2 orders, EUR 39.98}. */
    static String stake(Stake stake) {
        return stake.orders() == null
                ? UNKNOWN
                : Stream.concat(
                                Stream.of(counted(stake.orders(), "order", "orders")),
                                stake.money().stream().map(Spoken::money))
                        .collect(Collectors.joining(", "));
    }

    /** Never rounded up: 99.996 is not 100. */
    static String atLeast(OptionalDouble share) {
        return share.isPresent() ? percent(share.getAsDouble(), RoundingMode.FLOOR) : UNKNOWN;
    }

    /** Never rounded down: a failure is not none. */
    static String atMost(OptionalDouble share) {
        return share.isPresent() ? percent(share.getAsDouble(), RoundingMode.CEILING) : UNKNOWN;
    }

    private static String percent(double share, RoundingMode rounding) {
        // Twelve digits first, or 0.29 as a binary fraction would be a little less than 29 %.
        BigDecimal hundredths = BigDecimal.valueOf(share)
                .movePointRight(2)
                .setScale(10, RoundingMode.HALF_UP)
                .setScale(2, rounding)
                .stripTrailingZeros();
        return hundredths
                        .max(BigDecimal.ZERO)
                        .setScale(Math.max(0, hundredths.scale()), rounding)
                        .toPlainString() + " %";
    }

    /** {@code 99.9 % within 5 min}. */
    static String promise(Sla sla) {
        return atLeast(OptionalDouble.of(sla.target())) + " within " + duration(sla.lag());
    }

    static String rate(double perSecond) {
        String pattern = perSecond == 0 || perSecond >= TEN ? "%,.0f/s" : perSecond >= 1 ? "%.1f/s" : "%.2f/s";
        return perSecond > 0 && perSecond < 0.01 ? "<0.01/s" : String.format(Locale.ENGLISH, pattern, perSecond);
    }

    static String seconds(@Nullable Double seconds) {
        if (seconds == null) {
            return UNKNOWN;
        }
        if (seconds < TEN) {
            return String.format(Locale.ENGLISH, "%.2f s", seconds);
        }
        return duration(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return two(seconds, MINUTE, "min", "s");
        }
        return seconds < DAY ? two(seconds / MINUTE, MINUTE, "h", "min") : two(seconds / HOUR, 24, "d", "h");
    }

    private static String two(long small, int perBig, String big, String unit) {
        long rest = small % perBig;
        return small / perBig + " " + big + (rest == 0 ? "" : " " + rest + " " + unit);
    }

    static String utc(Instant instant) {
        return UTC.format(instant);
    }

    static String timeOfDay(Instant instant) {
        return TIME_OF_DAY.format(instant);
    }
}
