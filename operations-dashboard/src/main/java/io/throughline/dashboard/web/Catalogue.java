package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Condition;
import io.throughline.dashboard.ledger.Risk;
import io.throughline.dashboard.ledger.SeenCode;
import io.throughline.dashboard.ledger.Standing;
import io.throughline.dashboard.ledger.Window;
import io.throughline.dashboard.store.FailureStore;
import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.events.catalogue.FailureMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every integration as it describes itself, beside what was measured: where they differ, the catalogue is wrong. */
@Component
class Catalogue {

    private final LedgerReading ledger;
    private final FailureStore failures;

    Catalogue(LedgerReading ledger, FailureStore failures) {
        this.ledger = ledger;
        this.failures = failures;
    }

    /**
     * One integration.
     *
     * @param risk of its worst failure mode, 1 to 27; 0 without an entry
     * @param drift what does not agree between entry and life; absent when all does
     * @param entry absent when it runs without one
     * @param failureRate measured over 30 days; absent when nothing was attempted
     * @param unlisted codes that were seen and that the entry does not know
     */
    record Listed(
            String integration,
            String condition,
            int risk,
            @Nullable String drift,
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

    /** Riskiest first. */
    List<Listed> all() {
        List<SeenCode> seen = failures.seenByCode();
        return ledger.of(Window.MONTH).overview().integrations().stream()
                .map(standing -> listed(
                        standing,
                        seen.stream()
                                .filter(code -> code.integration().equals(standing.integration()))
                                .toList()))
                .sorted(Comparator.comparingInt(Listed::risk).reversed().thenComparing(Listed::integration))
                .toList();
    }

    private static Listed listed(Standing standing, List<SeenCode> seen) {
        CatalogueEntry entry = standing.entry();
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
        OptionalDouble rate = standing.figures().failureRate();
        return new Listed(
                standing.integration(),
                standing.condition().word(),
                modes.stream().mapToInt(Mode::risk).max().orElse(0),
                drift(standing).orElse(null),
                entry,
                rate.isPresent() ? rate.getAsDouble() : null,
                modes,
                unlisted);
    }

    private static Optional<SeenCode> of(FailureMode mode, List<SeenCode> seen) {
        return seen.stream().filter(code -> code.code().equals(mode.code())).findFirst();
    }

    private static Optional<String> drift(Standing standing) {
        if (standing.entry() == null) {
            return Optional.of("runs without an entry");
        }
        return standing.condition() == Condition.SILENT
                ? Optional.of("has an entry and no sign of life")
                : Optional.empty();
    }
}
