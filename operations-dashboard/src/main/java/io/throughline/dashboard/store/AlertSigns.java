package io.throughline.dashboard.store;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.Inspection;
import io.throughline.dashboard.ledger.Known;
import io.throughline.dashboard.ledger.Observed;
import io.throughline.dashboard.ledger.Observed.Burn;
import io.throughline.dashboard.ledger.Observed.Pauses;
import io.throughline.dashboard.ledger.Pulse;
import io.throughline.dashboard.ledger.Reception;
import io.throughline.dashboard.ledger.Surroundings.Outbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what alerts are judged by. */
@Component
public class AlertSigns {

    private final IntegrationRows integrations;
    private final OwedRows owed;
    private final SignRows signs;
    private final ErasureStore erasures;
    private final DashboardProperties properties;

    AlertSigns(
            IntegrationRows integrations,
            OwedRows owed,
            SignRows signs,
            ErasureStore erasures,
            DashboardProperties properties) {
        this.integrations = integrations;
        this.owed = owed;
        this.signs = signs;
        this.erasures = erasures;
        this.properties = properties;
    }

    /** Of every integration that announced itself. */
    public List<Observed> integrations(Instant now, boolean deaf) {
        Map<String, Pulse> pulses = integrations.pulses(properties.settling());
        Map<String, Map<String, Long>> parked = signs.parked();
        signs.keepStuck(now, pulses, parked);
        Map<String, Burn> burns = signs.burns(now);
        Map<String, Pauses> pauses = signs.pauses();
        Map<String, Long> unaccounted = owed.unaccounted(now);
        Map<String, Reception> receptions = owed.receptions(now);
        Map<String, Inspection> inspections = owed.inspections(now, pulses);
        Instant silent = now.minus(properties.silentAfter());
        List<Observed> observed = new ArrayList<>();
        for (Known known : integrations.known()) {
            if (known.entry() != null) {
                Pulse pulse = pulses.get(known.name());
                observed.add(new Observed(
                        known.entry(),
                        pulse == null || pulse.at().isBefore(silent) ? null : pulse,
                        deaf,
                        parked.getOrDefault(known.name(), Map.of()),
                        unaccounted.getOrDefault(known.name(), 0L),
                        missing(receptions, known.name()),
                        inspections.getOrDefault(known.name(), Inspection.NONE).absent(),
                        burns.getOrDefault(known.name(), Burn.NONE),
                        pauses.getOrDefault(known.name(), Pauses.NONE)));
            }
        }
        return observed;
    }

    /** What of ingest's log did not come yet. */
    public Outbox outbox() {
        return signs.outbox();
    }

    /** When the oldest erasure was told that a service has not done yet; absent when all have. */
    public @Nullable Instant erasuresSince(Instant now) {
        return erasures.oldestOpen(now.minus(properties.keepOrders())).orElse(null);
    }

    private static long missing(Map<String, Reception> receptions, String integration) {
        Reception reception = receptions.get(integration);
        return reception == null ? 0 : reception.missingOrZero();
    }
}
