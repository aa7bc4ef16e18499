package io.throughline.runtime.autoconfigure;

import io.throughline.runtime.command.CommandLoop;

/** Obeys commands while the adapter runs. */
final class Commanding extends Phase {

    private final CommandLoop loop;

    Commanding(CommandLoop loop) {
        super(ACT);
        this.loop = loop;
    }

    @Override
    void begin() {
        loop.start();
    }

    @Override
    void end() {
        loop.stop();
    }
}
