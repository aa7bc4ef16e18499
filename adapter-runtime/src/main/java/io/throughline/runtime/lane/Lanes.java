package io.throughline.runtime.lane;

import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.TransientFailure.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings a downstream system up to date thing by thing. Of each at most one push is under way in all instances, so none
 * overtakes another; a push whose answer was lost is given time to arrive before anything counts as arrived after it.
 * Deliveries that want the same thing share a push.
 */
public final class Lanes {

    /** How often is looked whether another instance is done. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final LaneTable table;
    private final Duration patience;
    private final Arrivals arrivals = new Arrivals();

    public Lanes(LaneTable table, LaneProperties properties) {
        this.table = table;
        this.patience = properties.patience();
    }

    /** Nothing is known to have arrived of these any more: they are pushed again when they are wanted. */
    public void forget(Collection<String> keys) {
        table.forget(keys);
    }

    /** Of these versions, by key, those that are not known to have arrived. */
    public Map<String, Long> behind(Map<String, Long> versions) {
        return table.behind(versions);
    }

    /**
     * Returns when each of these versions, or a later one, has arrived.
     *
     * @param versions by key
     * @throws TransientFailure of kind {@code TURN}: {@code lane-busy}, {@code lane-unclear}; whatever the push throws
     * @throws PermanentFailure when something was refused; the other keys have arrived
     */
    public void bring(Map<String, Long> versions, Push push) {
        long end = System.nanoTime() + patience.toNanos();
        Map<String, PermanentFailure> refused = new TreeMap<>();
        Map<String, Long> behind = table.behind(versions);
        while (!behind.isEmpty()) {
            long seen = arrivals.count();
            LaneTable.Claim claim = table.claim(behind);
            if (claim.keys().isEmpty()) {
                awaitTurn(seen);
            } else {
                refused.putAll(pushClaimed(claim, push));
            }
            behind = new HashMap<>(table.behind(behind));
            behind.keySet().removeAll(refused.keySet());
            if (!behind.isEmpty() && System.nanoTime() - end >= 0) {
                throw turn("lane-busy", "Others are pushing the same things, or they move faster than they are pushed");
            }
        }
        refused.values().stream().findFirst().ifPresent(failure -> {
            throw failure;
        });
    }

    private void awaitTurn(long seen) {
        try {
            arrivals.await(seen, LOOK);
        } catch (InterruptedException alarm) {
            Thread.currentThread().interrupt();
            throw turn("lane-busy", "The attempt ended while others were pushing the same things");
        }
    }

    private Map<String, PermanentFailure> pushClaimed(LaneTable.Claim claim, Push push) {
        Map<String, PermanentFailure> refused = new HashMap<>();
        try {
            table.arrived(claim, together(claim.keys(), push, refused));
        } catch (RuntimeException failure) {
            giveBack(claim, failure);
            throw failure;
        } finally {
            arrivals.signal();
        }
        if (!claim.settlesIn().isZero()) {
            throw turn("lane-unclear", "An earlier push may still arrive").retryAfter(claim.settlesIn());
        }
        return refused;
    }

    private static Map<String, Long> together(List<String> keys, Push push, Map<String, PermanentFailure> refused) {
        try {
            return push.push(keys);
        } catch (PermanentFailure refusal) {
            if (keys.size() == 1) {
                refused.put(keys.getFirst(), refusal);
                return Map.of();
            }
            // Nothing was done: one bad thing must not keep the others from arriving.
            Map<String, Long> arrived = new HashMap<>();
            keys.forEach(key -> arrived.putAll(together(List.of(key), push, refused)));
            return arrived;
        }
    }

    /** Where that fails the claim ends by itself, and the next one takes the push for unclear. */
    private void giveBack(LaneTable.Claim claim, RuntimeException failure) {
        // A connection is not to be had in a thread that is interrupted.
        boolean interrupted = Thread.interrupted();
        try {
            if (failure instanceof TransientFailure known && known.kind() != Kind.UNKNOWN) {
                table.release(claim);
            } else {
                table.unclear(claim);
            }
        } catch (RuntimeException unreachable) {
            failure.addSuppressed(unreachable);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static TransientFailure turn(String code, String message) {
        return new TransientFailure(Kind.TURN, code, message, null);
    }
}
