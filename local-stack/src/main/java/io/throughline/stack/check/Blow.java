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

    /** So many, each moment and each adapter in its turn: 27 of them have all that there is. */
    static List<Blow> sequence(int count) {
        List<Moment> moments = List.of(Moment.values());
        List<Service> adapters = Service.known();
        List<Blow> blows = new ArrayList<>();
        for (int place = 0; place < count; place++) {
            int round = place / moments.size();
            blows.add(new Blow(
                    place + 1, moments.get(place % moments.size()), adapters.get((place + round) % adapters.size())));
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
        return number % DATABASE_EVERY == 0;
    }
}
