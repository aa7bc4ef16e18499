package io.throughline.emulator;

import io.throughline.emulator.faults.PlantedFault;

/** What tests of faults ask an emulator. */
record FaultyBus(Emulator emulator) {

    /** A fault that is no longer at work was spent, or its time was over. */
    int hits(PlantedFault fault) {
        return emulator.faults().active().stream()
                .filter(planted -> planted.id() == fault.id())
                .findFirst()
                .map(PlantedFault::hits)
                .orElse(fault.fault().count());
    }

    /** What was neither settled nor put aside. */
    int held(String entity) {
        var counts = emulator.entity(entity);
        return counts.active() + counts.locked();
    }
}
