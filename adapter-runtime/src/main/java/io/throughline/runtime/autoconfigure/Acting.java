package io.throughline.runtime.autoconfigure;

import io.throughline.runtime.dispatch.Engine;

/** Runs the engine while the adapter runs. */
final class Acting extends Phase {

    private final Engine engine;

    Acting(Engine engine) {
        super(ACT);
        this.engine = engine;
    }

    @Override
    void begin() {
        engine.start();
    }

    @Override
    void end() {
        engine.stop();
    }
}
