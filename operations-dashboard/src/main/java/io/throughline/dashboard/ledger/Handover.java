package io.throughline.dashboard.ledger;

import io.throughline.dashboard.ledger.History.Decided;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What whoever takes over has to know.
 *
 * @param orders what the whole backbone owes now
 * @param open integrations that wait for somebody or are not right now, worst first
 * @param failed causes that were seen for the first time since, or again after somebody had decided
 * @param done newest first
 * @param kept what came due since, of each integration
 */
public record Handover(
        Instant since,
        Instant until,
        Overview.Orders orders,
        List<Open> open,
        List<FailureGroup> failed,
        List<Deed> done,
        List<Kept> kept) {

    public Handover {
        open = List.copyOf(open);
        failed = List.copyOf(failed);
        done = List.copyOf(done);
        kept = List.copyOf(kept);
    }

    /**
     * What one integration has open.
     *
     * @param unaccounted events past their deadline that nobody mentions
     * @param unreceived events that were published for it and that it never had
     * @param silent nothing was heard of it for too long, so that {@code held} and {@code paused} are of then
     */
    public record Open(
            String integration,
            String title,
            long parked,
            long held,
            long unaccounted,
            long unreceived,
            boolean paused,
            boolean breakerOpen,
            boolean silent) {

        static Open of(Standing standing) {
            Pulse pulse = standing.pulse();
            Reception reception = standing.reception();
            return new Open(
                    standing.integration(),
                    standing.title(),
                    standing.parked(),
                    pulse == null ? 0 : pulse.held(),
                    standing.unaccountedOrZero(),
                    reception == null ? 0 : reception.missingOrZero(),
                    pulse != null && pulse.paused(),
                    pulse != null && pulse.breakerOpen(),
                    standing.condition() == Condition.SILENT);
        }

        boolean anything() {
            return parked + held + unaccounted + unreceived > 0 || paused || breakerOpen || silent;
        }
    }

    /** Deliveries of one integration that were decided since. */
    public record Kept(String integration, String title, Decided decided) {}

    /** What was written down since. */
    public record Happened(List<FailureGroup> groups, List<Deed> deeds, Map<String, Decided> decided) {}

    /** @param now how everything stands */
    public static Handover of(Instant since, Overview now, Happened happened) {
        return new Handover(
                since,
                now.at(),
                now.orders(),
                now.integrations().stream().map(Open::of).filter(Open::anything).toList(),
                happened.groups.stream().filter(group -> isNew(group, since)).toList(),
                happened.deeds,
                now.integrations().stream()
                        .map(one -> new Kept(
                                one.integration(),
                                one.title(),
                                happened.decided.getOrDefault(one.integration(), Decided.NONE)))
                        .toList());
    }

    private static boolean isNew(FailureGroup group, Instant since) {
        return group.seen().firstAt().isAfter(since)
                || (group.reopened() && group.seen().lastAt().isAfter(since));
    }
}
