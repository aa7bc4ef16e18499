package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Drift;
import java.util.List;
import java.util.Locale;

/**
 * Where the catalogue and what runs do not agree.
 *
 * @param kind {@code no-entry}, {@code not-listed}, {@code never-heard}, {@code silent}, {@code differs}
 * @param says what is wrong
 * @param remedy what to do about it
 */
record DriftView(String integration, String kind, String says, String remedy) {

    static DriftView of(Drift drift) {
        return new DriftView(
                drift.integration(),
                drift.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                drift.says(),
                drift.remedy());
    }

    static List<DriftView> all(List<Drift> drifts) {
        return drifts.stream().map(DriftView::of).toList();
    }
}
