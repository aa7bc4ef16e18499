package io.throughline.ingest.receive;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.ingest.store.Reconciliations;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Signals once per episode that a shop's requests are refused much more often than usual: most likely its storefront
 * signs with a secret that is not configured here. Each instance judges what it sees itself.
 */
@Component
public class RefusalWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalWatch.class);

    private final RefusalProperties limits;
    private final Clock clock;
    private final MeterRegistry registry;
    private final Map<Address, Episode> episodes = new ConcurrentHashMap<>();

    RefusalWatch(RefusalProperties limits, Clock clock, MeterRegistry registry) {
        this.limits = limits;
        this.clock = clock;
        this.registry = registry;
    }

    /** @param address of a shop that is known: what strangers write makes no metric */
    void refused(Address address, String cause) {
        Episode episode = episodes.computeIfAbsent(address, this::watch);
        Instant now = clock.instant();
        episode.add(now, cause);
        episode.look(now);
    }

    /** Shops whose requests are refused so now, as this instance sees it. */
    public List<Reconciliations.Address> jumped() {
        Instant now = clock.instant();
        return episodes.values().stream()
                .filter(episode -> episode.look(now))
                .map(episode -> new Reconciliations.Address(episode.address.source(), episode.address.shop()))
                .toList();
    }

    private Episode watch(Address address) {
        Episode episode = new Episode(address, limits);
        Gauge.builder("throughline.refusals.jumped", () -> episode.look(clock.instant()) ? 1 : 0)
                .description("1 while requests of this shop are refused much more often than usual")
                .tag("source", address.source())
                .tag("shop", address.shop())
                .register(registry);
        return episode;
    }

    private static final class Episode {

        private final Address address;
        private final RefusalRate rate;
        private String cause = "";
        private boolean open;

        Episode(Address address, RefusalProperties limits) {
            this.address = address;
            this.rate = new RefusalRate(limits);
        }

        synchronized void add(Instant at, String newest) {
            rate.add(at);
            cause = newest;
        }

        /** Also called by whoever reads the gauge, so that an episode ends when nothing comes any more. */
        synchronized boolean look(Instant now) {
            boolean jumped = rate.hasJumped(now);
            if (jumped != open) {
                open = jumped;
                (jumped ? LOG.atWarn() : LOG.atInfo())
                        .addKeyValue("throughline.source", address.source())
                        .addKeyValue("throughline.shop", address.shop())
                        .addKeyValue("throughline.code", cause)
                        .addKeyValue("throughline.refused", rate.recent(now))
                        .log(jumped ? "refusals.jumped" : "refusals.settled");
            }
            return open;
        }
    }
}
