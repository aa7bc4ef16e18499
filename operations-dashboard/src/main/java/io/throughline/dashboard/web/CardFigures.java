package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Figures;
import io.throughline.dashboard.ledger.History;
import io.throughline.dashboard.ledger.Pulse;
import io.throughline.dashboard.ledger.Reception;
import io.throughline.dashboard.ledger.Standing;
import io.throughline.dashboard.ledger.Window;
import io.throughline.events.catalogue.CatalogueEntry;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The numbers on an integration's card: what it did, what it promised, how it stands. */
final class CardFigures {

    private CardFigures() {}

    static List<Figure> of(Standing standing, Reading reading) {
        return Stream.of(
                        did(standing.figures(), reading.overview().window()),
                        promised(standing.entry(), reading.history(standing.integration())),
                        stands(standing, reading.overview().at()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Figure> did(Figures did, Window window) {
        return List.of(
                Figure.of(
                                "Throughput",
                                Spoken.rate(did.throughput(window)),
                                Spoken.count(did.finished()) + " finished, now "
                                        + Spoken.rate(did.throughputLastMinute()))
                        .titled(Spoken.count(did.delivered()) + " delivered, " + Spoken.count(did.ignored())
                                + " ignored, " + Spoken.count(did.discarded()) + " discarded"),
                Figure.of(
                        "Failure rate",
                        Spoken.atMost(did.failureRate()),
                        Spoken.count(did.failedAttempts()) + " of " + Spoken.count(did.attempts()) + " attempts"),
                Figure.of("Lag p50", Spoken.seconds(did.lagP50()), "half are faster"),
                Figure.of("Lag p99", Spoken.seconds(did.lagP99()), "1 in 100 is slower"));
    }

    private static List<Figure> promised(@Nullable CatalogueEntry entry, History history) {
        return List.of(
                kept("SLA 1 h", history.hour(), entry),
                kept("SLA 24 h", history.day(), entry),
                kept("SLA 30 d", history.month(), entry),
                budget(history, entry));
    }

    private static Figure kept(String label, History.Decided decided, @Nullable CatalogueEntry entry) {
        return Figure.kept(label, decided)
                .warningIf(entry != null
                        && decided.adherence().orElse(1) < entry.sla().target());
    }

    private static Figure budget(History history, @Nullable CatalogueEntry entry) {
        if (entry == null) {
            return Figure.of("Error budget", Spoken.UNKNOWN, "nothing announced");
        }
        String promise = Spoken.promise(entry.sla());
        OptionalDouble left = history.budgetLeft(entry.sla().target());
        return left.isPresent() && left.getAsDouble() <= 0
                ? Figure.of("Error budget", "spent", promise).warningIf(true)
                : Figure.of("Error budget", Spoken.atLeast(left), "left of " + promise);
    }

    private static List<Figure> stands(Standing standing, Instant now) {
        CatalogueEntry entry = standing.entry();
        return List.of(
                oldestOpen(standing.pulse(), now),
                Figure.of("Parked", Spoken.count(standing.parked()), "to be decided")
                        .warningIf(standing.parked() > 0),
                held(standing.pulse()),
                breaker(standing.pulse()),
                received(standing.reception()),
                unaccounted(standing),
                Figure.of(
                        "Migration",
                        entry == null ? Spoken.UNKNOWN : entry.migrationStage(),
                        entry == null || entry.legacyPath().equals("none")
                                ? "no legacy path"
                                : "legacy: " + entry.legacyPath()));
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

    private static Figure unaccounted(Standing standing) {
        long absent = standing.inspection().absent();
        if (absent > 0) {
            return Figure.of(
                            "Unaccounted",
                            Spoken.count(standing.unaccountedOrZero() + absent),
                            Spoken.count(absent) + " delivered and absent")
                    .alarmIf(true);
        }
        Long unaccounted = standing.unaccounted();
        return Figure.of(
                        "Unaccounted",
                        unaccounted == null ? Spoken.UNKNOWN : Spoken.count(unaccounted),
                        unaccounted == null ? "cannot be judged yet" : "must be 0")
                .alarmIf(standing.unaccountedOrZero() > 0);
    }
}
