package io.throughline.emulator.faults;

import java.util.List;
import java.util.function.Supplier;

/** What goes wrong on purpose. May be called from any thread; every answer comes from the broker's own. */
public final class Faults {

    /** Where the entities live. */
    @FunctionalInterface
    public interface Owner {
        <T> T call(Supplier<T> question);
    }

    private final Owner owner;
    private final FaultBoard board;
    private final Wire wire;

    public Faults(Owner owner, FaultBoard board, Wire wire) {
        this.owner = owner;
        this.board = board;
        this.wire = wire;
    }

    /**
     * Lets it happen from now on. What happens at once has happened when this returns.
     *
     * @throws IllegalArgumentException if the entity does not exist, or too many faults are at work
     */
    public PlantedFault plant(Fault fault) {
        if (!owner.call(() -> board.knows(fault))) {
            throw new IllegalArgumentException("'entity' is one of " + String.join(", ", owner.call(board::entities)));
        }
        if (!owner.call(board::hasRoom)) {
            throw new IllegalArgumentException("Too many faults are at work; end some first");
        }
        return owner.call(() -> board.plant(fault, wire));
    }

    public List<PlantedFault> active() {
        return owner.call(board::active);
    }

    /** Returns whether it was still at work. */
    public boolean end(long id) {
        return owner.call(() -> board.end(id));
    }

    /** Returns how many were at work. */
    public int endAll() {
        return owner.call(board::endAll);
    }
}
