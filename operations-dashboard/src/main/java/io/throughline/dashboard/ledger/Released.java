package io.throughline.dashboard.ledger;

import io.throughline.events.catalogue.CatalogueEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The catalogue that a release was built with.
 *
 * @param entries by the integration's name
 * @param elsewhere integrations of which this installation expects no life
 */
public record Released(Map<String, CatalogueEntry> entries, Set<String> elsewhere) {

    private static final Map<String, Function<CatalogueEntry, Object>> FIELDS = new TreeMap<>(Map.of(
            "title", CatalogueEntry::title,
            "owner", CatalogueEntry::owner,
            "downstream", CatalogueEntry::downstream,
            "contract", CatalogueEntry::contract,
            "business-impact", CatalogueEntry::businessImpact,
            "sla", CatalogueEntry::sla,
            "events", CatalogueEntry::events,
            "failure-modes", CatalogueEntry::failureModes,
            "legacy-path", CatalogueEntry::legacyPath,
            "migration-stage", CatalogueEntry::migrationStage));

    public Released {
        entries = Map.copyOf(entries);
        elsewhere = Set.copyOf(elsewhere);
    }

    /** What does not agree, by name. */
    List<Drift> against(List<Known> heardOf, Hearing hearing) {
        List<Drift> found = new ArrayList<>();
        Set<String> unheard = new TreeSet<>(entries.keySet());
        for (Known known : heardOf) {
            unheard.remove(known.name());
            found.addAll(hearing.isAlive(known) ? ofOneAlive(known) : ofOneSilent(known, hearing));
        }
        // While nobody is heard, it is not this integration that is missing.
        if (hearing.since() != null && heardOf.stream().anyMatch(hearing::isAlive)) {
            unheard.removeAll(elsewhere);
            unheard.forEach(name -> found.add(Drift.of(name, Drift.Kind.NEVER_HEARD)));
        }
        return found;
    }

    private List<Drift> ofOneAlive(Known known) {
        CatalogueEntry announced = known.entry();
        CatalogueEntry released = entries.get(known.name());
        if (announced == null) {
            return List.of(Drift.of(known.name(), Drift.Kind.NO_ENTRY));
        }
        if (released == null) {
            return List.of(Drift.of(known.name(), Drift.Kind.NOT_LISTED));
        }
        List<String> differing = FIELDS.entrySet().stream()
                .filter(field -> !field.getValue()
                        .apply(announced)
                        .equals(field.getValue().apply(released)))
                .map(Map.Entry::getKey)
                .toList();
        return differing.isEmpty() ? List.of() : List.of(new Drift(known.name(), Drift.Kind.DIFFERS, differing));
    }

    /** A stranger that fell silent again has neither entry nor life, and is no drift. */
    private List<Drift> ofOneSilent(Known known, Hearing hearing) {
        boolean hasEntry = known.entry() != null || entries.containsKey(known.name());
        return hearing.isSteady() && hasEntry && !elsewhere.contains(known.name())
                ? List.of(Drift.of(known.name(), Drift.Kind.SILENT))
                : List.of();
    }
}
