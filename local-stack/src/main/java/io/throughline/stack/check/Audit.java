package io.throughline.stack.check;

import io.throughline.stack.parts.Downstreams;
import io.throughline.stack.parts.Service;
import io.throughline.stub.Effect;
import io.throughline.stub.InventorySystemStub;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the downstream systems really hold against what the storefronts asked for, whatever keys were used. */
record Audit(List<Finding> lost, List<Finding> doubled, List<Finding> reordered) {

    Audit {
        lost = List.copyOf(lost);
        doubled = List.copyOf(doubled);
        reordered = List.copyOf(reordered);
    }

    /** @param adapters those that run, and so whose systems are looked into */
    static Audit of(Downstreams downstreams, Collection<Service> adapters, Collection<Expectation> expectations) {
        Map<String, Long> expected = new TreeMap<>();
        Map<String, Long> real = new TreeMap<>();
        List<Finding> inWrongOrder = new ArrayList<>();
        for (Service adapter : adapters) {
            if (adapter.equals(Service.INVENTORY)) {
                expected.putAll(expectedPieces(expectations));
                real.putAll(pieces(downstreams.inventory()));
            } else {
                List<Effect> effects = downstreams.of(adapter).effects();
                expected.putAll(expectedEffects(adapter, expectations));
                real.putAll(effects(effects));
                inWrongOrder.addAll(reordered(adapter, expectations, effects));
            }
        }
        return between(expected, real).with(inWrongOrder);
    }

    private Audit with(List<Finding> inWrongOrder) {
        return new Audit(lost, doubled, inWrongOrder);
    }

    private static List<Finding> reordered(
            Service adapter, Collection<Expectation> expectations, List<Effect> effects) {
        Map<String, List<EffectName>> made = new HashMap<>();
        for (Effect effect : effects) {
            made.computeIfAbsent(effect.order(), order -> new ArrayList<>())
                    .add(new EffectName(effect.order(), effect.operation()));
        }
        return expectations.stream()
                .flatMap(
                        order -> reordered(
                                List.copyOf(order.effects(adapter).keySet()),
                                made.getOrDefault(order.orderKey(), List.of()))
                                .stream())
                .toList();
    }

    /**
     * Changes that were made before one that must come before them.
     *
     * @param expected in the order of the events
     * @param real in the order in which the system made them
     */
    static List<Finding> reordered(List<EffectName> expected, List<EffectName> real) {
        List<EffectName> there = expected.stream().filter(real::contains).toList();
        List<Finding> found = new ArrayList<>();
        for (int place = 1; place < there.size(); place++) {
            if (real.indexOf(there.get(place)) < real.indexOf(there.get(place - 1))) {
                found.add(new Finding(
                        there.get(place) + " before " + there.get(place - 1).operation(), 1));
            }
        }
        return found;
    }

    /** @param expected how often each subject must be there; one that is not named, never */
    static Audit between(Map<String, Long> expected, Map<String, Long> real) {
        List<Finding> lost = new ArrayList<>();
        List<Finding> doubled = new ArrayList<>();
        Set<String> subjects = new TreeSet<>(expected.keySet());
        subjects.addAll(real.keySet());
        for (String subject : subjects) {
            long difference = real.getOrDefault(subject, 0L) - expected.getOrDefault(subject, 0L);
            if (difference < 0) {
                lost.add(new Finding(subject, -difference));
            } else if (difference > 0) {
                doubled.add(new Finding(subject, difference));
            }
        }
        return new Audit(lost, doubled, List.of());
    }

    private static Map<String, Long> expectedEffects(Service adapter, Collection<Expectation> expectations) {
        Map<String, Long> effects = new TreeMap<>();
        expectations.forEach(order -> order.effects(adapter)
                .forEach((name, times) -> effects.merge(name.toString(), (long) times, Long::sum)));
        return effects;
    }

    private static Map<String, Long> effects(List<Effect> made) {
        Map<String, Long> effects = new TreeMap<>();
        made.forEach(
                effect -> effects.merge(new EffectName(effect.order(), effect.operation()).toString(), 1L, Long::sum));
        return effects;
    }

    private static Map<String, Long> expectedPieces(Collection<Expectation> expectations) {
        Map<String, Long> pieces = new TreeMap<>();
        expectations.forEach(
                order -> order.pieces().forEach((sku, count) -> pieces.merge(item(sku), count, Long::sum)));
        return pieces;
    }

    private static Map<String, Long> pieces(InventorySystemStub inventory) {
        Map<String, Long> pieces = new TreeMap<>();
        inventory.levels().forEach((sku, level) -> pieces.put(item(sku), InventorySystemStub.OPENING_LEVEL - level));
        return pieces;
    }

    private static String item(String sku) {
        return "pieces of " + sku + " out of stock";
    }

    long lostCount() {
        return lost.stream().mapToLong(Finding::count).sum();
    }

    long doubledCount() {
        return doubled.stream().mapToLong(Finding::count).sum();
    }
}
