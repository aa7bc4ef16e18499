package io.throughline.emulator.amqp;

import org.apache.qpid.proton.engine.Delivery;

/** What stands behind one link. */
interface LinkHandler {

    /** Something came, or the other side settled something. */
    void onDelivery(Delivery delivery);

    /** The other side grants credit. */
    default void onFlow() {}

    /** The bytes that were in the way are gone. */
    default void onFlushed() {}

    /** The link is gone, by whoever's will. */
    default void onClosed() {}
}
