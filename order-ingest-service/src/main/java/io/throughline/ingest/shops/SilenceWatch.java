package io.throughline.ingest.shops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.throughline.ingest.store.Reconciliations.Address;
import io.throughline.ingest.store.Traffic;
import io.throughline.ingest.store.Traffic.Came;
import io.throughline.ingest.store.Traffic.Rhythm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Signals once per episode that a shop's webhooks stay away for much longer than usual. What each instance took is put
 * together in the database, so that one which gets few webhooks does not take that for a silence.
 */
@Component
class SilenceWatch {

    private static final Logger LOG = LoggerFactory.getLogger(SilenceWatch.class);

    private final Traffic traffic;
    private final SilenceProperties limits;
    private final Clock clock;
    private final MultiGauge silences;
    private final Map<Address, Came> latest = new ConcurrentHashMap<>();
    private final Set<Address> silent = new HashSet<>();

    SilenceWatch(Traffic traffic, SilenceProperties limits, Clock clock, MeterRegistry registry) {
        this.traffic = traffic;
        this.limits = limits;
        this.clock = clock;
        this.silences = MultiGauge.builder("throughline.webhook.silence.seconds")
                .description("Since the last genuine webhook of the shop")
                .register(registry);
    }

    void came(Address shop) {
        Instant now = clock.instant();
        latest.merge(shop, new Came(shop, now, 1), (one, other) -> new Came(shop, now, one.webhooks() + 1));
    }

    /**
     * Writes down what came since the last time, and looks who is silent. What cannot be written now is written then.
     *
     * @param served by shops that are not known any more nothing is expected
     */
    void look(Set<Address> served) {
        Set<Came> unwritten = Set.copyOf(latest.values());
        if (!unwritten.isEmpty()) {
            traffic.came(List.copyOf(unwritten));
            unwritten.forEach(one -> latest.computeIfPresent(one.shop(), (shop, now) -> less(now, one)));
        }
        List<Rhythm> rhythms = traffic.list().stream()
                .filter(rhythm -> served.contains(rhythm.shop()))
                .toList();
        silences.register(rhythms.stream().map(this::row).toList(), true);
        rhythms.forEach(this::judge);
    }

    private static @Nullable Came less(Came now, Came written) {
        long left = now.webhooks() - written.webhooks();
        return left == 0 ? null : new Came(now.shop(), now.lastAt(), left);
    }

    private MultiGauge.Row<?> row(Rhythm rhythm) {
        return MultiGauge.Row.of(
                Tags.of("source", rhythm.shop().source(), "shop", rhythm.shop().shop()),
                () -> Duration.between(rhythm.lastAt(), clock.instant()).toSeconds());
    }

    private void judge(Rhythm rhythm) {
        Duration silence = Duration.between(rhythm.lastAt(), clock.instant());
        boolean now = rhythm.interval()
                .filter(usual -> limits.isSilent(silence, usual))
                .isPresent();
        if (now && silent.add(rhythm.shop())) {
            LOG.atWarn()
                    .addKeyValue("throughline.source", rhythm.shop().source())
                    .addKeyValue("throughline.shop", rhythm.shop().shop())
                    .addKeyValue("throughline.last_at", rhythm.lastAt())
                    .addKeyValue("throughline.usual_ms", rhythm.intervalMs())
                    .log("webhooks.silent");
        } else if (!now && silent.remove(rhythm.shop())) {
            LOG.atInfo()
                    .addKeyValue("throughline.source", rhythm.shop().source())
                    .addKeyValue("throughline.shop", rhythm.shop().shop())
                    .log("webhooks.came-again");
        }
    }
}
