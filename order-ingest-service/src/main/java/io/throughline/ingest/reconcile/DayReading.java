package io.throughline.ingest.reconcile;

import io.throughline.ingest.Shop;
import io.throughline.ingest.store.DayComparison;
import io.throughline.ingest.store.DayComparison.ListedTotal;
import io.throughline.ingest.store.Gaps.Listed;
import io.throughline.ingest.store.Reconciliations.Address;
import io.throughline.ingest.store.ShopDays.Day;
import io.throughline.ingest.store.ShopDays.Due;
import io.throughline.ingest.storefront.FetchException;
import io.throughline.ingest.storefront.OrderKeys;
import io.throughline.ingest.storefront.OrderListing.Page;
import io.throughline.ingest.storefront.OrderListing.Placed;
import io.throughline.ingest.storefront.OrderListing.Window;
import io.throughline.ingest.storefront.OrderSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the list of the orders that a shop says were placed on a day; where it stopped, it goes on. */
@Component
class DayReading {

    private final Poll poll;
    private final Breath breath;
    private final DayComparison comparison;
    private final TransactionTemplate transaction;
    private final DayProperties limits;

    DayReading(
            Poll poll, Breath breath, DayComparison comparison, TransactionTemplate transaction, DayProperties limits) {
        this.poll = poll;
        this.breath = breath;
        this.comparison = comparison;
        this.transaction = transaction;
        this.limits = limits;
    }

    /**
     * Reads on, a bounded number of pages.
     *
     * @return whether the list is whole
     */
    boolean read(Shop shop, OrderSource source, Due due) {
        Day day = due.day();
        // Times at the storefront are whole seconds.
        Window window = new Window(day.beginsAt(), day.endsAt().minusSeconds(1));
        String cursor = due.cursor();
        for (int number = 0; number < limits.pagesAtOnce(); number++) {
            if (!breath.mayGoOn(day.shop(), number > 0)) {
                return false;
            }
            if (due.pages() + number >= limits.pages()) {
                throw FetchException.later("list-too-long", "The shop lists too many pages of one day");
            }
            Page<Placed> page = poll.placed(shop, source, window, Optional.ofNullable(cursor));
            write(day, page, cursor);
            cursor = page.next().orElse(null);
            if (cursor == null) {
                return true;
            }
        }
        return false;
    }

    private void write(Day day, Page<Placed> page, @Nullable String cursor) {
        var orders =
                page.orders().stream().map(placed -> listed(day.shop(), placed)).toList();
        transaction.executeWithoutResult(status -> {
            if (cursor == null) {
                comparison.clear(day);
            }
            comparison.add(day, orders, page.next().orElse(null));
        });
    }

    private static ListedTotal listed(Address shop, Placed placed) {
        return new ListedTotal(
                new Listed(
                        OrderKeys.of(shop.source(), shop.shop(), placed.orderId()), placed.orderId(), placed.version()),
                placed.total().currency(),
                placed.total().minor());
    }
}
