package io.throughline.emulator;

import io.throughline.emulator.core.EntityCounts;

/** What an entity is expected to hold. */
record EntityState(String path) {

    EntityCounts empty() {
        return new EntityCounts(path, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
