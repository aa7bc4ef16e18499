package io.throughline.emulator.faults;

import io.throughline.emulator.core.Timers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A fault between its beginning and its end. */
final class ActiveFault {

    private final long id;
    private final Fault fault;
    private final Instant until;
    private final Timers.Timer timer;
    private final Map<Object, Runnable> caught = new LinkedHashMap<>();
    private int hits;

    ActiveFault(long id, Fault fault, Timers timers, Runnable onTime) {
        this.id = id;
        this.fault = fault;
        this.until = timers.now().plus(fault.lasts());
        this.timer = timers.at(until, onTime);
    }

    Fault fault() {
        return fault;
    }

    boolean is(FaultKind kind, String entity) {
        return fault.kind() == kind && fault.entity().equalsIgnoreCase(entity);
    }

    boolean spent() {
        return hits >= fault.count();
    }

    void hit(int times) {
        hits += times;
    }

    boolean holds(Object link) {
        return caught.containsKey(link);
    }

    /** @param release what to do with the link when the fault is over */
    void hold(Object link, Runnable release) {
        caught.put(link, release);
    }

    void release(Object link) {
        caught.remove(link);
    }

    /** Cancels the timer, and says what is to be done now that it is over. */
    List<Runnable> end() {
        timer.cancel();
        return new ArrayList<>(caught.values());
    }

    PlantedFault snapshot() {
        return new PlantedFault(id, fault, hits, fault.count() - hits, until);
    }
}
