package io.throughline.dashboard.catalogue;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.dashboard.ledger.Drift;
import io.throughline.dashboard.ledger.Drifts;
import io.throughline.dashboard.ledger.Hearing;
import io.throughline.dashboard.ledger.Released;
import io.throughline.dashboard.store.IntegrationRows;
import io.throughline.events.catalogue.CatalogueEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Holds the catalogue of this release against what is heard, at a steady beat and in every instance. */
@Component
public class DriftWatch {

    private static final ClassPathResource FILE = new ClassPathResource("catalogue.json");

    private final IntegrationRows integrations;
    private final BatchReceiver outcomes;
    private final CatalogueProperties properties;
    private final Clock clock;
    private final Map<String, CatalogueEntry> released = read();
    private final Drifts drifts;
    private volatile List<Drift> latest = List.of();

    DriftWatch(
            IntegrationRows integrations,
            @Qualifier("outcomes") BatchReceiver outcomes,
            CatalogueProperties properties,
            Clock clock) {
        this.integrations = integrations;
        this.outcomes = outcomes;
        this.properties = properties;
        this.clock = clock;
        this.drifts = new Drifts(new Released(released, properties.elsewhere()), properties.settling());
    }

    private static Map<String, CatalogueEntry> read() {
        try (InputStream file = FILE.getInputStream()) {
            return Arrays.stream(Json.mapper().readValue(file, CatalogueEntry[].class))
                    .collect(Collectors.toUnmodifiableMap(CatalogueEntry::integration, Function.identity()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("This release was built without its catalogue", unreadable);
        }
    }

    @Scheduled(fixedDelayString = "${throughline.dashboard.catalogue.every}")
    public synchronized void look() {
        Instant since = outcomes.reception().since().orElse(null);
        latest = drifts.look(integrations.known(), new Hearing(clock.instant(), since, properties.silentAfter()));
    }

    /** What did not agree at the last look, by the integration's name. */
    public List<Drift> latest() {
        return latest;
    }

    /** The catalogue's entries by the integration's name, as this release was built with them. */
    public Map<String, CatalogueEntry> released() {
        return released;
    }
}
