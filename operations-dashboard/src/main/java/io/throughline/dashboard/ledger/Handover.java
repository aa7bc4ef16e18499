package io.throughline.dashboard.ledger;

import io.throughline.dashboard.ledger.History.Decided;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What whoever takes over has to know.
 *
 * @param orders what the whole backbone owes now
 * @param open integrations that wait for somebody or are not right now, worst first
 * @param fired alerts that fire, or ended since: those that fire first
 * @param failed causes that were seen for the first time since, or again after somebody had decided
 * @param done newest first
 * @param kept what came due since, of each integration
 */
public record Handover(
        Instant since,
        Instant until,
        Overview.Orders orders,
        List<Open> open,
        List<Fired> fired,
        List<FailureGroup> failed,
        List<Deed> done,
        List<Kept> kept) {

    public Handover {
        open = List.copyOf(open);
        fired = List.copyOf(fired);
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

    /**
     * An alert.
     *
     * @param resolvedAt absent while it fires
     * @param most what was at stake at most
     */
    public record Fired(
            Alert alert,
            String integration,
            Severity severity,
            String summary,
            Instant firedAt,
            @Nullable Instant resolvedAt,
            Stake most) {

        static Stream<Fired> of(Incident incident) {
            Incident.Course course = incident.course();
            return course == null
                    ? Stream.of()
                    : Stream.of(new Fired(
                            incident.subject().alert(),
                            incident.subject().integration(),
                            course.severity(),
                            incident.worth().summary(),
                            course.firedAt(),
                            course.resolvedAt(),
                            incident.worth().most()));
        }
    }

    /** Deliveries of one integration that were decided since. */
    public record Kept(String integration, String title, Decided decided) {}

    /** What was written down since. */
    public record Happened(
            List<Incident> incidents, List<FailureGroup> groups, List<Deed> deeds, Map<String, Decided> decided) {}

    /** @param now how everything stands */
    public static Handover of(Instant since, Overview now, Happened happened) {
        return new Handover(
                since,
                now.at(),
                now.orders(),
                now.integrations().stream().map(Open::of).filter(Open::anything).toList(),
                happened.incidents.stream().flatMap(Fired::of).toList(),
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
