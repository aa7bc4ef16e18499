package io.throughline.stack.check;

import io.throughline.stack.parts.Downstreams;
import io.throughline.testkit.Effect;
import io.throughline.testkit.InventorySystemStub;
import io.throughline.testkit.StubSystem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the downstream systems really hold against what the storefronts asked for, whatever keys were used. */
record Audit(List<Finding> lost, List<Finding> doubled) {

    Audit {
        lost = List.copyOf(lost);
        doubled = List.copyOf(doubled);
    }

    static Audit of(Downstreams downstreams, Collection<Expectation> expectations) {
        Ledger ledger = new Ledger(new ArrayList<>(), new ArrayList<>());
        ledger.compare(expectedEffects(expectations), effects(downstreams.shipBob(), downstreams.xero()));
        ledger.compare(expectedPieces(expectations), pieces(downstreams.inventory()));
        return new Audit(ledger.lost(), ledger.doubled());
    }

    /** Fills the two lists. */
    private record Ledger(List<Finding> lost, List<Finding> doubled) {

        void compare(Map<String, Long> expected, Map<String, Long> real) {
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
        }
    }

    private static Map<String, Long> expectedEffects(Collection<Expectation> expectations) {
        Map<String, Long> effects = new TreeMap<>();
        expectations.forEach(order ->
                order.effects().forEach((name, times) -> effects.merge(name.toString(), (long) times, Long::sum)));
        return effects;
    }

    private static Map<String, Long> effects(StubSystem... systems) {
        Map<String, Long> effects = new TreeMap<>();
        for (StubSystem system : systems) {
            for (Effect effect : system.effects()) {
                effects.merge(new EffectName(effect.order(), effect.operation()).toString(), 1L, Long::sum);
            }
        }
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
