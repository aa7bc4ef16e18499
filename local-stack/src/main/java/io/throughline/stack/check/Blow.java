package io.throughline.stack.check;

import io.throughline.stack.faults.Moment;
import io.throughline.stack.parts.Service;
import java.util.ArrayList;
import java.util.List;

/**
 * One time that processes of an adapter are killed, or one is asked to end.
 *
 * @param number 1 for the first
 */
record Blow(int number, Moment moment, Service adapter) {

    /** Without a divisor in common with the moments and the adapters: so that each has its turn with these too. */
    private static final int BROKER_EVERY = 7;

    private static final int DATABASE_EVERY = 19;
    private static final int DATABASE_FIRST = 8;

    /**
     * Enough for so many kills and for every moment, each moment and each adapter in its turn: of three adapters, 30 of
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
