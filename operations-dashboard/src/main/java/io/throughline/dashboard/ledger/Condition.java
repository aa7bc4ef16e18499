package io.throughline.dashboard.ledger;

import io.throughline.events.catalogue.CatalogueEntry;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An integration's state in one word, worst first. */
public enum Condition {
    UNACCOUNTED("Unaccounted", Tone.ALARM),
    SILENT("Silent", Tone.ALARM),
    PAUSED("Paused", Tone.WARNING),
    WAITING("Waiting", Tone.WARNING),
    PARKED("Parked", Tone.WARNING),
    BEHIND("Behind SLA", Tone.WARNING),
    HEALTHY("Healthy", Tone.FINE);

    private final String word;
    private final Tone tone;

    Condition(String word, Tone tone) {
        this.word = word;
        this.tone = tone;
    }

    public String word() {
        return word;
    }

    public Tone tone() {
        return tone;
    }

    /** How much somebody should mind. */
    public enum Tone {
        ALARM,
        WARNING,
        FINE
    }

    /** What a condition is judged by. */
    public record Signs(
            @Nullable CatalogueEntry entry,
            Figures figures,
            @Nullable Pulse pulse,
            long parked,
            long unaccounted) {}

    /** @param silentAfter age of the last heartbeat at which no news is bad news */
    public static Condition of(Signs signs, Instant now, Duration silentAfter) {
        if (signs.unaccounted > 0) {
            return UNACCOUNTED;
        }
        Pulse pulse = signs.pulse;
        if (pulse == null || pulse.at().isBefore(now.minus(silentAfter))) {
            return SILENT;
        }
        if (pulse.paused()) {
            return PAUSED;
        }
        if (pulse.breakerOpen()) {
            return WAITING;
        }
        return ofDeliveries(signs);
    }

    private static Condition ofDeliveries(Signs signs) {
        if (signs.parked > 0) {
            return PARKED;
        }
        CatalogueEntry entry = signs.entry;
        boolean behind = entry != null
                && signs.figures.slaAdherence().orElse(1) < entry.sla().target();
        return behind ? BEHIND : HEALTHY;
    }
}
