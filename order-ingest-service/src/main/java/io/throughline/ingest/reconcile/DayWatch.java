package io.throughline.ingest.reconcile;

import io.throughline.ingest.Shop;
import io.throughline.ingest.store.Reconciliations.Address;
import io.throughline.ingest.store.ShopDays;
import io.throughline.ingest.store.ShopDays.Due;
import io.throughline.ingest.storefront.FetchException;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.OrderSource;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Compares each day of a shop, once it is over, with what the shop lists as placed on it. What was lost so long ago
 * that no window of modified orders shows it any more is found here, and what was deleted without a word.
 */
@Component
class DayWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DayWatch.class);

    /** Whatever the cursor is worth by then. */
    private static final int FAILURES_TO_BEGIN_ANEW = 2;

    private final DayCalendar calendar;
    private final DayTurn turn;
    private final ShopDays days;
    private final Breath breath;
    private final Clock clock;

    DayWatch(DayCalendar calendar, DayTurn turn, ShopDays days, Breath breath, Clock clock) {
        this.calendar = calendar;
        this.turn = turn;
        this.days = days;
        this.breath = breath;
        this.clock = clock;
    }

    /** Takes a step on the shop's oldest day that is due, if no other instance is at the shop. */
    void look(Shop shop, OrderSource source) {
        calendar.open(shop);
        Address address = new Address(shop.source(), shop.slug());
        days.due(address, clock.instant())
                .filter(due -> breath.take(address))
                .ifPresent(due -> attempt(shop, source, due));
    }

    private void attempt(Shop shop, OrderSource source, Due due) {
        try {
            turn.take(shop, source, due);
        } catch (FetchException failure) {
            fail(due, failure.code(), failure.retryAfter().orElse(Duration.ZERO), failure);
        } catch (NotUnderstoodException failure) {
            fail(due, failure.code(), Duration.ZERO, failure);
        } catch (RuntimeException failure) {
            fail(due, "not-stored", Duration.ZERO, failure);
        } finally {
            breath.release(due.day().shop());
        }
    }

    private void fail(Due due, String code, Duration asked, RuntimeException failure) {
        LOG.atWarn()
                .addKeyValue("throughline.source", due.day().shop().source())
                .addKeyValue("throughline.shop", due.day().shop().shop())
                .addKeyValue("throughline.day", due.day().day())
                .addKeyValue("throughline.code", code)
                .addKeyValue("throughline.attempt", due.failures() + 1)
                .setCause(failure)
                .log("reconciliation.day-failed");
        Duration wait = breath.afterFailure(due.failures(), asked);
        days.fail(due.day(), clock.instant().plus(wait), code, due.failures() >= FAILURES_TO_BEGIN_ANEW);
    }
}
