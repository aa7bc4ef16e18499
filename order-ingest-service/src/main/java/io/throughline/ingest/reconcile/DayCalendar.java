package io.throughline.ingest.reconcile;

import io.throughline.ingest.Shop;
import io.throughline.ingest.store.Reconciliations.Address;
import io.throughline.ingest.store.ShopDays;
import io.throughline.ingest.store.ShopDays.Day;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Which days of a shop are compared: every one that began after we came to know its orders. */
@Component
class DayCalendar {

    private final ShopDays days;
    private final DayProperties properties;
    private final Clock clock;
    private final Map<Address, Instant> nextBegins = new ConcurrentHashMap<>();

    DayCalendar(ShopDays days, DayProperties properties, Clock clock) {
        this.days = days;
        this.properties = properties;
        this.clock = clock;
    }

    /** Writes the shop's days down as they begin; asks the database once a day. */
    void open(Shop shop) {
        Address address = new Address(shop.source(), shop.slug());
        Instant now = clock.instant();
        if (!properties.enabled() || now.isBefore(nextBegins.getOrDefault(address, Instant.MIN))) {
            return;
        }
        ZoneId zone = properties.zoneOf(address);
        Optional<LocalDate> newest = days.newest(address);
        LocalDate day = newest.map(known -> following(known, now, zone)).orElseGet(() -> first(shop, now, zone));
        if (newest.isEmpty()) {
            open(address, day, zone);
        }
        while (!begin(day, zone).isAfter(now)) {
            open(address, day, zone);
            day = day.plusDays(1);
        }
        nextBegins.put(address, begin(day, zone));
    }

    /** Of an earlier one, some orders were placed before anybody would have told us. */
    private static LocalDate first(Shop shop, Instant now, ZoneId zone) {
        Instant known = shop.ownedFrom().isAfter(now) ? shop.ownedFrom() : now;
        return known.atZone(zone).toLocalDate().plusDays(1);
    }

    /** After a long silence, not one that would be given up at once. */
    private LocalDate following(LocalDate known, Instant now, ZoneId zone) {
        LocalDate oldest = now.minus(properties.patience()).atZone(zone).toLocalDate();
        LocalDate next = known.plusDays(1);
        return next.isBefore(oldest) ? oldest : next;
    }

    private void open(Address shop, LocalDate day, ZoneId zone) {
        Instant ends = begin(day.plusDays(1), zone);
        days.open(new Day(shop, day, begin(day, zone), ends), ends.plus(properties.after()));
    }

    private static Instant begin(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
