package io.throughline.dashboard.web;

import io.throughline.dashboard.catalogue.DriftWatch;
import io.throughline.dashboard.ledger.Drift;
import io.throughline.dashboard.ledger.Risk;
import io.throughline.dashboard.ledger.SeenCode;
import io.throughline.dashboard.ledger.Standing;
import io.throughline.dashboard.ledger.Window;
import io.throughline.dashboard.store.FailureStore;
import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.events.catalogue.FailureMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every integration as it describes itself, beside what was measured: where they differ, the catalogue is wrong. */
@Component
class Catalogue {

    private final LedgerReading ledger;
    private final FailureStore failures;
    private final DriftWatch watch;

    Catalogue(LedgerReading ledger, FailureStore failures, DriftWatch watch) {
        this.ledger = ledger;
        this.failures = failures;
        this.watch = watch;
    }

    /**
     * One integration.
     *
     * @param condition absent when it was never heard of
     * @param risk of its worst failure mode, 1 to 27; 0 without an entry
     * @param drift what does not agree between entry and life; absent when all does
     * @param entry absent when it runs without one
     * @param failureRate measured over 30 days; absent when nothing was attempted
     * @param unlisted codes that were seen and that the entry does not know
     */
    record Listed(
            String integration,
            @Nullable String condition,
            int risk,
            @Nullable DriftView drift,
            @Nullable CatalogueEntry entry,
            @Nullable Double failureRate,
            List<Mode> failureModes,
            List<SeenCode> unlisted) {

        public String title() {
            return entry == null ? integration : entry.title();
        }

        public String measured() {
            return Spoken.atMost(failureRate == null ? OptionalDouble.empty() : OptionalDouble.of(failureRate));
        }
    }

    /** @param seen absent when it was never seen, as far as that is remembered */
    record Mode(FailureMode assumed, int risk, @Nullable SeenCode seen) {}

    /** An integration that runs, or that only has an entry. */
    private record One(
            String name,
            @Nullable CatalogueEntry entry,
            @Nullable Standing standing) {}

    /** Riskiest first. */
    List<Listed> all() {
        Map<String, List<SeenCode>> seen =
                failures.seenByCode().stream().collect(Collectors.groupingBy(SeenCode::integration));
        Map<String, Drift> drifts =
                watch.latest().stream().collect(Collectors.toMap(Drift::integration, Function.identity()));
        // Who runs is read anew; what failed in 30 days may be a minute old.
        List<Standing> running = ledger.of(Window.DAY).overview().integrations();
        return Stream.concat(running.stream().map(Catalogue::running), unheard(running, drifts))
                .map(one -> listed(one, seen.getOrDefault(one.name, List.of()), drifts.get(one.name)))
                .sorted(Comparator.comparingInt(Listed::risk).reversed().thenComparing(Listed::integration))
                .toList();
    }

    private static One running(Standing standing) {
        return new One(standing.integration(), standing.entry(), standing);
    }

    private Stream<One> unheard(List<Standing> running, Map<String, Drift> drifts) {
        return watch.released().values().stream()
                .filter(entry -> drifts.containsKey(entry.integration())
                        && running.stream()
                                .noneMatch(standing -> standing.integration().equals(entry.integration())))
                .map(entry -> new One(entry.integration(), entry, null));
    }

    private Listed listed(One one, List<SeenCode> seen, @Nullable Drift drift) {
        CatalogueEntry entry = one.entry;
        List<Mode> modes = entry == null
                ? List.of()
                : entry.failureModes().stream()
                        .map(mode ->
                                new Mode(mode, Risk.of(mode), of(mode, seen).orElse(null)))
                        .sorted(Comparator.comparingInt(Mode::risk).reversed())
                        .toList();
        List<SeenCode> unlisted = seen.stream()
                .filter(code ->
                        modes.stream().noneMatch(mode -> mode.assumed.code().equals(code.code())))
                .toList();
        return new Listed(
                one.name,
                one.standing == null ? null : one.standing.condition().word(),
                modes.stream().mapToInt(Mode::risk).max().orElse(0),
                drift == null ? null : DriftView.of(drift),
                entry,
                failureRate(one.name),
                modes,
                unlisted);
    }

    private @Nullable Double failureRate(String integration) {
        return ledger.of(Window.MONTH)
                .overview()
                .standing(integration)
                .map(standing -> standing.figures().failureRate())
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .orElse(null);
    }

    private static Optional<SeenCode> of(FailureMode mode, List<SeenCode> seen) {
        return seen.stream().filter(code -> code.code().equals(mode.code())).findFirst();
    }
}
