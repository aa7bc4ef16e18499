package io.throughline.ingest.reconcile;

import io.throughline.ingest.store.Reconciliations.Address;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How each day of a shop is compared with what the shop lists as placed on it.
 *
 * @param enabled whether days are compared at all; only where shops are asked for modified orders, too
 * @param after the day's end until it is compared for the first time
 * @param again wait after a comparison that found differences; doubles with each, at most to a day
 * @param patience after its end until a day that does not agree is given up
 * @param pagesAtOnce before the shop may be asked for modified orders again
 * @param pages most pages of one day
 * @param gone orders of a day that may be missing in its list and are asked for one by one; with more of them the list
 *     is not believed, and somebody has to look
 * @param zones of shops whose day is not that of UTC
 */
@Validated
@ConfigurationProperties("throughline.ingest.days")
record DayProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("3h") @DurationMin(millis = 0) Duration after,
        @DefaultValue("1h") @DurationMin(millis = 10) Duration again,
        @DefaultValue("7d") @DurationMin(hours = 1) Duration patience,
        @DefaultValue("20") @Min(1) @Max(1000) int pagesAtOnce,
        @DefaultValue("2000") @Min(1) @Max(100_000) int pages,
        @DefaultValue("20") @Min(0) @Max(10_000) int gone,
        @DefaultValue List<Zone> zones) {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_DOUBLINGS = 20;

    DayProperties {
        zones = List.copyOf(zones);
    }

    /**
     * Where a shop is.
     *
     * @param zone as in {@code Europe/Berlin}, as its settings have it
     */
    record Zone(String source, String shop, ZoneId zone) {}

    ZoneId zoneOf(Address shop) {
        return zones.stream()
                .filter(one -> one.source().equals(shop.source()) && one.shop().equals(shop.shop()))
                .map(Zone::zone)
                .findFirst()
                .orElse(ZoneOffset.UTC);
    }

    /** @param checks before this one */
    Duration wait(int checks) {
        Duration doubled = again.multipliedBy(1L << Math.min(checks, MOST_DOUBLINGS));
        return doubled.compareTo(DAY) > 0 ? DAY : doubled;
    }
}
