package io.throughline.ingest.reconcile;

import io.throughline.ingest.Shop;
import io.throughline.ingest.store.Reconciliations;
import io.throughline.ingest.store.Reconciliations.Address;
import io.throughline.ingest.store.Reconciliations.End;
import io.throughline.ingest.store.Reconciliations.Leased;
import io.throughline.ingest.storefront.FetchException;
import io.throughline.ingest.storefront.NotUnderstoodException;
import io.throughline.ingest.storefront.OrderListing.Window;
import io.throughline.ingest.storefront.OrderSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Compares one shop with what its webhooks told. A window of the storefront's own time, from a little before the newest
 * modification that is surely known up to the grace period, is asked for page by page; the watermark moves to the
 * newest one listed once every page is written down. Our clock tells where the window ends, and nothing else: a
 * storefront whose clock differs only has a longer or shorter grace.
 */
@Component
class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final SubscriptionCheck subscriptions;
    private final WindowReading reading;
    private final Reconciliations reconciliations;
    private final ReconcileProperties properties;
    private final Clock clock;

    Reconciler(
            SubscriptionCheck subscriptions,
            WindowReading reading,
            Reconciliations reconciliations,
            ReconcileProperties properties,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.reading = reading;
        this.reconciliations = reconciliations;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Asks the shop, if it is due and no other instance is at it.
     *
     * @return whether it was asked
     */
    boolean reconcile(Shop shop, OrderSource source) {
        Address address = new Address(shop.source(), shop.slug());
        Optional<Leased> leased = reconciliations.lease(address, firstWatermark(shop), properties.lease());
        leased.ifPresent(ours -> attempt(shop, source, ours));
        return leased.isPresent();
    }

    private Instant firstWatermark(Shop shop) {
        Instant earliest = clock.instant().minus(properties.lookback());
        return shop.ownedFrom().isAfter(earliest) ? shop.ownedFrom() : earliest;
    }

    private void attempt(Shop shop, OrderSource source, Leased ours) {
        subscriptions.check(shop, source);
        Window window = window(ours);
        try {
            WindowReading.Result result = reading.read(shop, source, ours, window);
            reconciliations.end(ours.shop(), end(ours, window, result));
        } catch (FetchException failure) {
            fail(ours, failure.code(), failure.retryAfter().orElse(Duration.ZERO), failure);
        } catch (NotUnderstoodException failure) {
            fail(ours, failure.code(), Duration.ZERO, failure);
        } catch (RuntimeException failure) {
            fail(ours, "not-stored", Duration.ZERO, failure);
        }
    }

    private Window window(Leased ours) {
        Instant from = ours.watermark().minus(properties.overlap()).truncatedTo(ChronoUnit.SECONDS);
        Instant settled = clock.instant().minus(properties.grace()).truncatedTo(ChronoUnit.SECONDS);
        Instant until = ours.until() == null || settled.isBefore(ours.until()) ? settled : ours.until();
        return new Window(from, until.isBefore(from) ? from : until);
    }

    private End end(Leased ours, Window window, WindowReading.Result result) {
        Instant now = clock.instant();
        Instant soon = now.plus(properties.catchUp());
        return switch (result) {
            case WindowReading.Complete(var newest) ->
                new End(
                        newestOf(ours, window, newest),
                        null,
                        ours.until() == null ? now.plus(properties.interval()) : soon,
                        ours.until() == null ? now : null);
            case WindowReading.TooFull(var half) -> new End(ours.watermark(), half, soon, null);
            case WindowReading.Interrupted() -> new End(ours.watermark(), ours.until(), soon, null);
        };
    }

    /** A window that was cut short is done with to its end, though nothing in it may be as new as that. */
    private static Instant newestOf(Leased ours, Window window, @Nullable Instant newest) {
        if (ours.until() != null) {
            return window.to();
        }
        return newest == null ? ours.watermark() : newest;
    }

    private void fail(Leased ours, String code, Duration asked, RuntimeException failure) {
        LOG.atWarn()
                .addKeyValue("throughline.source", ours.shop().source())
                .addKeyValue("throughline.shop", ours.shop().shop())
                .addKeyValue("throughline.code", code)
                .addKeyValue("throughline.attempt", ours.failures() + 1)
                .setCause(failure)
                .log("reconciliation.failed");
        reconciliations.fail(ours.shop(), clock.instant().plus(properties.wait(ours.failures(), asked)), code);
    }
}
