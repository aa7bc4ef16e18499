package io.throughline.stack.check;

import io.throughline.stack.faults.Moment;
import io.throughline.stack.parts.Service;
import java.util.ArrayList;
import java.util.List;

/**
 * One time that processes of an adapter are killed.
 *
 * @param number 1 for the first
 */
record Blow(int number, Moment moment, Service adapter) {

    private static final int BROKER_EVERY = 5;
    private static final int DATABASE_EVERY = 20;
    private static final int DATABASE_FIRST = 8;

    /**
     * Enough for so many kills and for every moment, each moment and each adapter in its turn: of three adapters, 27 of
     * them have all that there is.
     */
    static List<Blow> sequence(int kills, List<Service> adapters) {
        List<Moment> moments = List.of(Moment.values());
        List<Blow> blows = new ArrayList<>();
        int killed = 0;
        for (int place = 0; killed < kills || place < moments.size(); place++) {
            int round = place / moments.size();
            Moment moment = moments.get(place % moments.size());
            blows.add(new Blow(place + 1, moment, adapters.get((place + round) % adapters.size())));
            killed += moment.kills();
        }
        return List.copyOf(blows);
    }

    List<Service> processes() {
        return List.of(adapter, adapter.twin());
    }

    /** Whether all connections to the broker are dropped beside it. */
    boolean strikesBroker() {
        return number % BROKER_EVERY == 0;
    }

    /** Whether PostgreSQL is killed beside it. */
    boolean strikesDatabase() {
        return number % DATABASE_EVERY == DATABASE_FIRST;
    }
}
