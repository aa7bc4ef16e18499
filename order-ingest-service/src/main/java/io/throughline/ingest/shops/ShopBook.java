package io.throughline.ingest.shops;

import io.throughline.ingest.shops.KnownSecret.State;
import io.throughline.ingest.store.Reconciliations.Address;
import io.throughline.ingest.storefront.Storefronts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps the shops that this instance serves as they are in the configuration and in the database. Another instance's
 * change is heard of when it commits; what no hint tells of, a secret's end too, a sweep finds. While the database is
 * away, the shops stay as they were read last.
 */
@Component
public final class ShopBook implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShopBook.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Register register;
    private final Storefronts storefronts;
    private final SecretUse use;
    private final ShopBookProperties limits;
    private final Clock clock;
    private final Semaphore hints = new Semaphore(0);
    private final Thread thread;
    private volatile List<KnownShop> shops = List.of();

    ShopBook(Register register, Storefronts storefronts, SecretUse use, ShopBookProperties limits, Clock clock) {
        this.register = register;
        this.storefronts = storefronts;
        this.use = use;
        this.limits = limits;
        this.clock = clock;
        // A key that is missing here stops the start: this instance would refuse what it cannot verify.
        read();
        this.thread = Thread.ofPlatform().name("shop-book").daemon().start(this::run);
    }

    public List<KnownShop> shops() {
        return shops;
    }

    public Optional<KnownShop> shop(Address address) {
        return shops.stream().filter(shop -> shop.address().equals(address)).findFirst();
    }

    public State state(KnownShop shop, KnownSecret secret) {
        return secret.state(clock.instant(), shop.secrets(), limits);
    }

    /** Reads the shops now: whoever changed them sees the change at once. */
    public synchronized void read() {
        List<KnownShop> read = register.read(storefronts.configured());
        Instant now = clock.instant();
        Set<Address> paused = read.stream()
                .filter(KnownShop::isPaused)
                .map(KnownShop::address)
                .collect(Collectors.toSet());
        storefronts.replace(
                read.stream().flatMap(shop -> shop.at(now).stream()).toList(),
                shop -> paused.contains(new Address(shop.source(), shop.slug())));
        use.know(read);
        shops = read;
    }

    /** Only where there is one: the deletion would wake every instance. */
    private void forgetExpired() {
        Instant before = clock.instant().minus(limits.expiredKept());
        if (shops.stream()
                .flatMap(shop -> shop.secrets().stream())
                .anyMatch(secret -> !secret.isConfigured() && !secret.isBelieved(before))) {
            register.forget(before);
        }
    }

    /** Something may have changed. */
    void hint() {
        hints.release();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                hints.tryAcquire(limits.sweep().toMillis(), TimeUnit.MILLISECONDS);
                hints.drainPermits();
                read();
                use.writeDown();
                forgetExpired();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failure) {
                LOG.atWarn().setCause(failure).log("shops.not-read");
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
