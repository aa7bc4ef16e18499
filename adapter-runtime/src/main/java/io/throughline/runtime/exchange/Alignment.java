package io.throughline.runtime.exchange;

import io.throughline.runtime.exchange.EventFields.Said;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which object of the event each object of a request is about, told by the values that they share: the second product
 * is the first line of the order, because their SKU is the same. Without it a quantity of 2 would be found in any line.
 */
final class Alignment {

    private final Map<String, String> objects = new HashMap<>();

    Alignment(EventFields event, List<Leaf> request) {
        Map<String, Map<String, Double>> votes = new LinkedHashMap<>();
        request.stream().filter(Leaf::isTelling).forEach(leaf -> {
            List<Said> alike = alike(event, leaf);
            alike.forEach(said -> votes.computeIfAbsent(leaf.parent(), any -> new LinkedHashMap<>())
                    .merge(event.object(said.path()), 1.0 / alike.size(), Double::sum));
        });
        votes.forEach((object, candidates) -> objects.put(object, most(candidates)));
    }

    private static List<Said> alike(EventFields event, Leaf leaf) {
        for (Form form : List.of(Form.SAME, Form.NUMBER, Form.CASE)) {
            List<Said> found = event.like(leaf, form);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** The first of equals: the event tells the order itself before its parts. */
    private static String most(Map<String, Double> candidates) {
        String best = "";
        double votes = 0;
        for (var candidate : candidates.entrySet()) {
            if (candidate.getValue() > votes) {
                best = candidate.getKey();
                votes = candidate.getValue();
            }
        }
        return best;
    }

    /** Whether the field of the event stands in the object that this one is about, or directly below it. */
    boolean isAbout(Leaf sent, Said said) {
        String object = objects.get(sent.parent());
        String parent = said.leaf().parent();
        return object != null && (parent.equals(object) || Leaf.parent(parent).equals(object));
    }

    Collection<String> objects() {
        return objects.values();
    }
}
