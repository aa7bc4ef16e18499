package io.throughline.emulator.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Gives the entities of a namespace back what they held in an earlier life. */
public final class Restoration {

    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<String, Set<Long>> homeless = new LinkedHashMap<>();

    Restoration(List<Place> places) {
        places.forEach(place -> this.places.put(place.path().toLowerCase(Locale.ROOT), place));
    }

    /** Makes a change again, in the order of old. */
    public void apply(Change change) {
        var place = places.get(change.place().toLowerCase(Locale.ROOT));
        if (place != null && place.restore(change)) {
            return;
        }
        var messages = homeless.computeIfAbsent(change.place(), any -> new TreeSet<>());
        switch (change) {
            case Change.Kept kept -> messages.add(kept.sequence());
            case Change.Gone gone -> messages.remove(gone.sequence());
            case Change.Numbered _, Change.Seen _, Change.Stated _, Change.Ruled _ -> {
                // Worth a word in the end, but nothing that would be missed.
            }
        }
    }

    /** What had no place. */
    public Forgotten forgotten() {
        var messages = homeless.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().size()));
        return new Forgotten(new TreeSet<>(homeless.keySet()), new TreeMap<>(messages));
    }

    /**
     * What the namespace does not have, or no longer of that kind.
     *
     * @param places all of them
     * @param messages how many there are in those that still hold some
     */
    public record Forgotten(Set<String> places, Map<String, Integer> messages) {}
}
