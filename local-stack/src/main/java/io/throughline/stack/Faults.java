package io.throughline.stack;

import io.throughline.stack.parts.Lineup;
import io.throughline.stack.parts.Service;
import io.throughline.stack.process.StackException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./faults} was asked for.
 *
 * @param kills how many processes are killed at least
 * @param seed of what is left to chance
 * @param adapters whose processes are killed
 */
record Faults(int kills, long seed, List<Service> adapters) {

    private static final int MOST = 1000;

    Faults {
        if (kills < 1 || kills > MOST) {
            throw new StackException("--kills is 1 to " + MOST);
        }
        adapters = List.copyOf(adapters);
    }

    /** Of every adapter that can be counted, or of this one alone. */
    static Faults of(int kills, long seed, @Nullable String only) {
        List<Service> adapters = Service.known().stream()
                .filter(adapter -> only == null || only.equals(adapter.module()))
                .toList();
        if (adapters.isEmpty()) {
            throw new StackException("./faults cannot count what " + only + " does; it can of "
                    + Service.known().stream().map(Service::module).toList());
        }
        return new Faults(kills, seed, adapters);
    }

    /** What is started. */
    Lineup lineup() {
        return adapters.size() == 1 ? Lineup.twofold(adapters.getFirst()) : Lineup.twofold();
    }

    /** The command that does the same again. */
    String command() {
        return "./faults --kills=" + kills + " --seed=" + seed
                + (adapters.size() == 1 ? " --only=" + adapters.getFirst().module() : "");
    }
}
