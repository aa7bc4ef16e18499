package io.throughline.ingest.reconcile;

import io.throughline.ingest.Shop;
import io.throughline.ingest.storefront.OrderSource;
import io.throughline.ingest.storefront.Storefronts;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Has each shop asked when it is due, one shop not waiting for another. Whether it is due the database says. */
@Component
class ReconcileTimer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileTimer.class);

    private final Storefronts storefronts;
    private final Reconciler reconciler;
    private final DayWatch days;
    private final RepairLog repairs;
    private final ReconcileProperties properties;
    private final Set<String> underway = ConcurrentHashMap.newKeySet();
    private final ExecutorService shops = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread thread;

    ReconcileTimer(
            Storefronts storefronts,
            Reconciler reconciler,
            DayWatch days,
            RepairLog repairs,
            ReconcileProperties properties) {
        this.storefronts = storefronts;
        this.reconciler = reconciler;
        this.days = days;
        this.repairs = repairs;
        this.properties = properties;
        this.thread = Thread.ofPlatform().name("reconcile").daemon().unstarted(this::run);
        if (properties.enabled()) {
            thread.start();
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(scattered(properties.sweep()));
                storefronts.listable().forEach(this::start);
                repairs.look();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failure) {
                LOG.atWarn().setCause(failure).log("reconciliation.not-started");
            }
        }
    }

    /** A tenth more or less, so that instances and shops spread. */
    private static Duration scattered(Duration time) {
        long tenth = Math.max(1, time.toMillis() / 10);
        return time.plusMillis(ThreadLocalRandom.current().nextLong(-tenth, tenth + 1));
    }

    private void start(Shop shop, OrderSource source) {
        String name = shop.source() + "/" + shop.slug();
        if (underway.add(name)) {
            shops.execute(() -> {
                try {
                    reconciler.reconcile(shop, source);
                    days.look(shop, source);
                } catch (RuntimeException failure) {
                    LOG.atWarn()
                            .addKeyValue("throughline.source", shop.source())
                            .addKeyValue("throughline.shop", shop.slug())
                            .setCause(failure)
                            .log("reconciliation.not-started");
                } finally {
                    underway.remove(name);
                }
            });
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        shops.shutdownNow();
        try {
            thread.join(properties.sweep());
            if (!shops.awaitTermination(properties.sweep().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn().log("reconciliation.abandoned");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
