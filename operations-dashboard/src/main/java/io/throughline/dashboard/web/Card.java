package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Condition;
import io.throughline.dashboard.ledger.Figures;
import io.throughline.dashboard.ledger.Overview;
import io.throughline.dashboard.ledger.Pulse;
import io.throughline.dashboard.ledger.Reception;
import io.throughline.dashboard.ledger.Standing;
import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.events.catalogue.FailureMode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** One integration on the overview. */
record Card(
        String integration,
        String title,
        @Nullable String downstream,
        @Nullable String owner,
        Condition condition,
        String tone,
        String because,
        Moment lastHeard,
        List<Figure> figures,
        List<String> unreceived,
        List<String> runbooks) {

    static Card of(Standing standing, Overview overview) {
        CatalogueEntry entry = standing.entry();
        return new Card(
                standing.integration(),
                standing.title(),
                entry == null ? null : entry.downstream(),
                entry == null ? null : entry.owner(),
                standing.condition(),
                standing.condition().tone().name().toLowerCase(Locale.ROOT),
                because(standing),
                Moment.ago(standing.lastHeardAt(), overview.at()),
                figures(standing, overview),
                unreceived(standing.reception()),
                entry == null
                        ? List.of()
                        : entry.failureModes().stream()
                                .map(FailureMode::runbook)
                                .distinct()
                                .toList());
    }

    private static String because(Standing standing) {
        return switch (standing.condition()) {
            case UNACCOUNTED -> "Events past their deadline that nobody mentions";
            case SILENT -> standing.pulse() == null ? "No heartbeat yet" : "No heartbeat: blind since then";
            case PAUSED -> "An operator, or a refused login, stopped its calls; deliveries wait";
            case WAITING -> "Its downstream system fails; calls are held back and deliveries wait";
            case PARKED -> "Deliveries wait for somebody's decision";
            case BEHIND -> "Fewer deliveries than promised kept the SLA";
            case HEALTHY -> "";
        };
    }

    private static List<Figure> figures(Standing standing, Overview overview) {
        Figures did = standing.figures();
        CatalogueEntry entry = standing.entry();
        boolean behind =
                entry != null && did.slaAdherence().orElse(1) < entry.sla().target();
        return List.of(
                Figure.of(
                        "Throughput",
                        Spoken.rate(did.throughput(overview.window())),
                        "now " + Spoken.rate(did.throughputLastMinute())),
                Figure.of(
                        "Finished",
                        Spoken.count(did.finished()),
                        Spoken.count(did.ignored()) + " ignored, " + Spoken.count(did.discarded()) + " discarded"),
                Figure.of(
                        "Failure rate",
                        Spoken.atMost(did.failureRate()),
                        Spoken.count(did.failedAttempts()) + " of " + Spoken.count(did.attempts()) + " attempts"),
                Figure.of("SLA adherence", Spoken.atLeast(did.slaAdherence()), promise(entry))
                        .warningIf(behind),
                Figure.of("Lag p50", Spoken.seconds(did.lagP50()), "half are faster"),
                Figure.of("Lag p99", Spoken.seconds(did.lagP99()), "1 in 100 is slower"),
                oldestOpen(standing.pulse(), overview.at()),
                Figure.of("Parked", Spoken.count(standing.parked()), "to be decided")
                        .warningIf(standing.parked() > 0),
                held(standing.pulse()),
                breaker(standing.pulse()),
                received(standing.reception()),
                unaccounted(standing));
    }

    private static String promise(@Nullable CatalogueEntry entry) {
        return entry == null
                ? "nothing announced"
                : Spoken.atLeast(OptionalDouble.of(entry.sla().target())) + " within "
                        + Spoken.duration(entry.sla().lag());
    }

    private static Figure oldestOpen(@Nullable Pulse pulse, Instant now) {
        if (pulse == null) {
            return Figure.of("Oldest open", Spoken.UNKNOWN, "no heartbeat yet");
        }
        String counts = Spoken.count(pulse.due()) + " due, " + Spoken.count(pulse.waiting()) + " waiting";
        Instant oldest = pulse.oldestOpenAt();
        return oldest == null
                ? Figure.of("Oldest open", "none", counts)
                : Figure.of("Oldest open", Moment.age(oldest, now).text(), counts)
                        .titled(Spoken.utc(oldest));
    }

    private static Figure held(@Nullable Pulse pulse) {
        return Figure.of("Held", pulse == null ? Spoken.UNKNOWN : Spoken.count(pulse.held()), "behind a parked one");
    }

    private static Figure breaker(@Nullable Pulse pulse) {
        if (pulse == null) {
            return Figure.of("Breaker", Spoken.UNKNOWN, "");
        }
        return Figure.of(
                        "Breaker",
                        pulse.breaker(),
                        pulse.paused() ? "calls paused" : pulse.breakerOpen() ? "calls held back" : "calls go out")
                .warningIf(pulse.breakerOpen() || pulse.paused());
    }

    private static Figure received(@Nullable Reception reception) {
        if (reception == null) {
            return Figure.of("Not received", Spoken.UNKNOWN, "nothing announced");
        }
        Instant blindSince = reception.blindSince();
        return blindSince == null
                ? Figure.of("Not received", Spoken.count(reception.missingOrZero()), "must be 0")
                        .alarmIf(reception.missingOrZero() > 0)
                : Figure.of("Not received", Spoken.UNKNOWN, "blind since " + Spoken.utc(blindSince));
    }

    private static List<String> unreceived(@Nullable Reception reception) {
        return reception == null
                ? List.of()
                : reception.events().stream()
                        .map(event -> event.orderKey() + " " + event.orderSeq())
                        .toList();
    }

    private static Figure unaccounted(Standing standing) {
        Long unaccounted = standing.unaccounted();
        return Figure.of(
                        "Unaccounted",
                        unaccounted == null ? Spoken.UNKNOWN : Spoken.count(unaccounted),
                        unaccounted == null ? "cannot be judged yet" : "must be 0")
                .alarmIf(standing.unaccountedOrZero() > 0);
    }
}
