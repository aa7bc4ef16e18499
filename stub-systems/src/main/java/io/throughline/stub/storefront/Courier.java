package io.throughline.stub.storefront;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** Decides which webhooks are sent, how often and in which order; the same seed, the same mishaps. Thread-safe. */
final class Courier {

    private static final int HUNDRED = 100;
    private static final int MOST_REMEMBERED = 20_000;

    /**
     * A webhook on its way.
     *
     * @param orderKey the order it is about
     */
    record Parcel(String orderKey, Webhook webhook) {}

    private final Consumer<Parcel> road;
    private final List<Parcel> held = new ArrayList<>();
    private final Set<String> dropped = new LinkedHashSet<>();
    private Mishaps mishaps = Mishaps.NONE;
    private Random random = new Random(0);
    private int lost;

    Courier(Consumer<Parcel> road) {
        this.road = road;
    }

    synchronized void meet(Mishaps planned, long seed) {
        mishaps = planned;
        random = new Random(seed);
    }

    void take(Parcel parcel) {
        sent(parcel).forEach(road);
    }

    /** Sends what is held back. */
    void empty() {
        released().forEach(road);
    }

    private synchronized List<Parcel> sent(Parcel parcel) {
        if (random.nextInt(HUNDRED) < mishaps.dropped()) {
            drop(parcel);
            return List.of();
        }
        held.add(parcel);
        if (random.nextInt(HUNDRED) < mishaps.duplicated()) {
            held.add(parcel);
        }
        return held.size() < mishaps.shuffled() ? List.of() : released();
    }

    private synchronized List<Parcel> released() {
        List<Parcel> all = new ArrayList<>(held);
        held.clear();
        if (mishaps.shuffled() > 1) {
            Collections.shuffle(all, random);
        }
        return all;
    }

    synchronized void drop(Parcel parcel) {
        lost++;
        if (dropped.size() < MOST_REMEMBERED) {
            dropped.add(parcel.orderKey());
        }
    }

    synchronized Set<String> dropped() {
        return new LinkedHashSet<>(dropped);
    }

    synchronized int lost() {
        return lost;
    }

    synchronized Mishaps mishaps() {
        return mishaps;
    }
}
