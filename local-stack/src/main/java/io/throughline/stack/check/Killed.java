package io.throughline.stack.check;

import io.throughline.stack.faults.Moment;
import io.throughline.stack.parts.Service;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How many processes were killed, or asked to end, at which moment. */
final class Killed {

    private static final String ROW = "  %-38s %11s %11s %11s%n";

    private final Map<Moment, Map<Service, Integer>> counts = new EnumMap<>(Moment.class);
    private final List<Blow> missed = new ArrayList<>();
    private final List<Blow> deaf = new ArrayList<>();
    private int all;

    void add(Blow blow, int processes) {
        all += Math.min(processes, blow.moment().kills());
        counts.computeIfAbsent(blow.moment(), moment -> new HashMap<>()).merge(blow.adapter(), processes, Integer::sum);
    }

    /** The adapter never came to stand there, and was killed where it was. */
    void addMissed(Blow blow) {
        missed.add(blow);
        add(new Blow(blow.number(), Moment.ANY_TIME, blow.adapter()), 1);
    }

    /** The adapter was asked to end, did not, and was killed. */
    void addDeaf(Blow blow) {
        deaf.add(blow);
    }

    boolean hasMissed(Blow blow) {
        return missed.contains(blow);
    }

    int all() {
        return all;
    }

    /** What was to be proven and is not, a line each: a run that misses a moment has failed. */
    List<String> complaints() {
        return Stream.concat(
                        missed.stream()
                                .map(blow -> "%s never stood still %s (kill %d)"
                                        .formatted(
                                                blow.adapter().module(),
                                                blow.moment().words(),
                                                blow.number())),
                        deaf.stream()
                                .map(blow -> "%s did not end when it was asked to (kill %d)"
                                        .formatted(blow.adapter().module(), blow.number())))
                .toList();
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder(ROW.formatted(
                "killed",
                Service.known().get(0).database(),
                Service.known().get(1).database(),
                Service.known().get(2).database()));
        for (Moment moment : Moment.values()) {
            Map<Service, Integer> here = counts.getOrDefault(moment, Map.of());
            table.append(ROW.formatted(
                    "  " + moment.words(),
                    here.getOrDefault(Service.FULFILLMENT, 0),
                    here.getOrDefault(Service.FINANCE, 0),
                    here.getOrDefault(Service.INVENTORY, 0)));
        }
        return table.toString();
    }
}
