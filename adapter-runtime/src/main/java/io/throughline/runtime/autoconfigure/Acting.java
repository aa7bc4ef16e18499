package io.throughline.runtime.autoconfigure;

import io.throughline.runtime.dispatch.Engine;
import io.throughline.runtime.dispatch.PauseWatch;

/** Runs the engine while the adapter runs. */
final class Acting extends Phase {

    private final Engine engine;
    private final PauseWatch pauses;

    Acting(Engine engine, PauseWatch pauses) {
        super(ACT);
        this.engine = engine;
        this.pauses = pauses;
    }

    @Override
    void begin() {
        pauses.start();
        engine.start();
    }

    @Override
    void end() {
        engine.stop();
    }
}
