package io.throughline.dashboard.store;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.Condition;
import io.throughline.dashboard.ledger.Figures;
import io.throughline.dashboard.ledger.Inspection;
import io.throughline.dashboard.ledger.Known;
import io.throughline.dashboard.ledger.Overview;
import io.throughline.dashboard.ledger.Pulse;
import io.throughline.dashboard.ledger.Reception;
import io.throughline.dashboard.ledger.Reception.Published;
import io.throughline.dashboard.ledger.Standing;
import io.throughline.dashboard.ledger.Window;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the whole ledger at one instant: every figure comes from rows, never from messages. */
@Component
public class LedgerStore {

    private final IntegrationRows integrations;
    private final FigureRows figures;
    private final OwedRows owed;
    private final DashboardProperties properties;
    private final Snapshot snapshot;

    LedgerStore(
            IntegrationRows integrations,
            FigureRows figures,
            OwedRows owed,
            DashboardProperties properties,
            Snapshot snapshot) {
        this.integrations = integrations;
        this.figures = figures;
        this.owed = owed;
        this.properties = properties;
        this.snapshot = snapshot;
    }

    public Overview overview(Window window) {
        return snapshot.read(now -> read(window, now));
    }

    /** Per integration: events past deadline and grace that nobody mentions. Only integrations that can be judged. */
    public Map<String, Long> unaccounted() {
        return snapshot.read(owed::unaccounted);
    }

    /** Per integration: the oldest of those events by name. */
    public Map<String, List<Published>> unacted() {
        return snapshot.read(owed::unacted);
    }

    /** Per integration: what it received of what was published for it. */
    public Map<String, Reception> receptions() {
        return snapshot.read(owed::receptions);
    }

    /** Per integration: what it found when it looked for what it had delivered. */
    public Map<String, Inspection> inspections() {
        return snapshot.read(now -> owed.inspections(now, integrations.pulses(properties.settling())));
    }

    private Overview read(Window window, Instant now) {
        Map<String, Figures> did = figures.within(window, now);
        Map<String, OwedRows.Open> open = owed.open(window, now);
        Map<String, Pulse> pulses = integrations.pulses(properties.settling());
        Map<String, Long> parked = figures.parked();
        Map<String, Long> unaccounted = owed.unaccounted(now);
        Map<String, Reception> receptions = owed.receptions(now);
        Map<String, Inspection> inspections = owed.inspections(now, pulses);
        List<Standing> standings = integrations.known().stream()
                .map(known -> standing(
                        known,
                        new Counted(
                                did.getOrDefault(known.name(), Figures.NONE),
                                open.getOrDefault(known.name(), OwedRows.Open.NONE),
                                pulses,
                                parked.getOrDefault(known.name(), 0L),
                                unaccounted,
                                receptions,
                                inspections.getOrDefault(known.name(), Inspection.NONE)),
                        now))
                .toList();
        return new Overview(now, window, owed.orders(sum(parked), sum(unaccounted), absent(inspections)), standings);
    }

    private record Counted(
            Figures did,
            OwedRows.Open open,
            Map<String, Pulse> pulses,
            long parked,
            Map<String, Long> unaccounted,
            Map<String, Reception> receptions,
            Inspection inspection) {}

    private Standing standing(Known known, Counted counted, Instant now) {
        Figures did = counted.did.withMissed(counted.open.missed());
        Pulse pulse = counted.pulses.get(known.name());
        Long unaccounted = counted.unaccounted.get(known.name());
        Reception reception = counted.receptions.get(known.name());
        long nowhere =
                Math.max(unaccounted == null ? 0 : unaccounted, reception == null ? 0 : reception.missingOrZero())
                        + counted.inspection.absent();
        Condition.Signs signs = new Condition.Signs(known.entry(), did, pulse, counted.parked, nowhere);
        return new Standing(
                known.name(),
                known.entry(),
                did,
                pulse,
                counted.parked,
                counted.open.events(),
                unaccounted,
                reception,
                counted.inspection,
                known.lastHeardAt(),
                Condition.of(signs, now, properties.silentAfter()));
    }

    private static long absent(Map<String, Inspection> inspections) {
        return inspections.values().stream().mapToLong(Inspection::absent).sum();
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** All statements of one reading see the same rows and the same now. */
    @Component
    static class Snapshot {

        private final Clock clock;
        private final TransactionTemplate transaction;

        Snapshot(Clock clock, PlatformTransactionManager transactions) {
            this.clock = clock;
            this.transaction = new TransactionTemplate(transactions);
            transaction.setReadOnly(true);
            transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        }

        <T> T read(Function<Instant, T> reading) {
            return transaction.execute(status -> reading.apply(clock.instant()));
        }
    }
}
