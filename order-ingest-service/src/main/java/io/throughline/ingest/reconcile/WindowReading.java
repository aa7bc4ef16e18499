package io.throughline.ingest.reconcile;

import io.throughline.ingest.Shop;
import io.throughline.ingest.store.Gaps.Listed;
import io.throughline.ingest.store.Reconciliations.Address;
import io.throughline.ingest.store.Reconciliations.Leased;
import io.throughline.ingest.storefront.FetchException;
import io.throughline.ingest.storefront.OrderKeys;
import io.throughline.ingest.storefront.OrderListing;
import io.throughline.ingest.storefront.OrderListing.Page;
import io.throughline.ingest.storefront.OrderListing.Window;
import io.throughline.ingest.storefront.OrderSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the pages of one window, and has each written down before the next is asked for. */
@Component
class WindowReading {

    /** A window that a half of would end no later than the last one may have so many times the pages. */
    private static final int INDIVISIBLE = 50;

    private final Poll poll;
    private final PageStore pages;
    private final Breath breath;
    private final ReconcileProperties properties;

    WindowReading(Poll poll, PageStore pages, Breath breath, ReconcileProperties properties) {
        this.poll = poll;
        this.pages = pages;
        this.breath = breath;
        this.properties = properties;
    }

    /** How far it came. */
    sealed interface Result {}

    /**
     * Every page is written down.
     *
     * @param newest the newest modification listed; absent when nothing was listed
     */
    record Complete(@Nullable Instant newest) implements Result {}

    /**
     * There are more pages than a window may have.
     *
     * @param half where a window of half the length ends
     */
    record TooFull(Instant half) implements Result {}

    /** Too many orders wait to be fetched, another instance is at it, or the service is stopping. */
    record Interrupted() implements Result {}

    Result read(Shop shop, OrderSource source, Leased ours, Window window) {
        Optional<String> cursor = Optional.empty();
        Instant newest = null;
        Instant half = half(window);
        boolean divisible = half.isAfter(ours.watermark());
        int most = divisible ? properties.pages() : properties.pages() * INDIVISIBLE;
        for (int number = 1; number <= most; number++) {
            if (!breath.mayGoOn(ours.shop(), number > 1)) {
                return new Interrupted();
            }
            Page<OrderListing.Listed> page = poll.page(shop, source, window, cursor);
            List<Listed> listed = listed(ours.shop(), page, window);
            pages.write(ours.shop(), listed);
            newest = newest(newest, listed);
            if (page.next().isEmpty()) {
                return new Complete(newest);
            }
            cursor = page.next();
        }
        if (divisible) {
            return new TooFull(half);
        }
        throw FetchException.later("list-too-long", "The shop lists more than " + most + " pages of so short a time");
    }

    private static Instant half(Window window) {
        Duration half = Duration.between(window.from(), window.to()).dividedBy(2);
        return window.from().plus(half).truncatedTo(ChronoUnit.SECONDS);
    }

    private static @Nullable Instant newest(@Nullable Instant known, List<Listed> listed) {
        Instant newest = known;
        for (Listed order : listed) {
            newest = newest == null || order.version().isAfter(newest) ? order.version() : newest;
        }
        return newest;
    }

    /** What is younger than the window is still its webhook's affair, should a storefront list it all the same. */
    private static List<Listed> listed(Address shop, Page<OrderListing.Listed> page, Window window) {
        return page.orders().stream()
                .filter(order -> !order.version().isAfter(window.to()))
                .map(order -> new Listed(
                        OrderKeys.of(shop.source(), shop.shop(), order.orderId()), order.orderId(), order.version()))
                .toList();
    }
}
