package io.throughline.emulator.core;

import java.util.function.Consumer;

/** Where changes happen that outlive a restart. */
interface Place {

    String path();

    /** Makes a change of an earlier life again, unheard; false if there is no such thing here. */
    boolean restore(Change.Content change);

    /** Tells the changes that make of an empty place what it is now. */
    void describe(Consumer<Change> listener);
}
