package io.throughline.runtime.autoconfigure;

import io.throughline.runtime.dispatch.CallShare;
import io.throughline.runtime.dispatch.Engine;
import io.throughline.runtime.dispatch.PauseWatch;

/** Runs the engine while the adapter runs. */
final class Acting extends Phase {

    private final Engine engine;
    private final PauseWatch pauses;
    private final CallShare share;

    Acting(Engine engine, PauseWatch pauses, CallShare share) {
        super(ACT);
        this.engine = engine;
        this.pauses = pauses;
        this.share = share;
    }

    @Override
    void begin() {
        pauses.start();
        share.start();
        engine.start();
    }

    @Override
    void end() {
        engine.stop();
    }
}
