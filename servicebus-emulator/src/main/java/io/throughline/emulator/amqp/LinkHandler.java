package io.throughline.emulator.amqp;

import java.util.Optional;
import org.apache.qpid.proton.engine.Delivery;

/** What stands behind one link. */
interface LinkHandler {

    /** What goes wrong on it; nothing on links that belong to no entity. */
    default Optional<LinkFaults> faults() {
        return Optional.empty();
    }

    /** Something came, or the other side settled something. */
    void onDelivery(Delivery delivery);

    /** The other side grants credit. */
    default void onFlow() {}

    /** The bytes that were in the way are gone. */
    default void onFlushed() {}

    /** The link is gone, by whoever's will. */
    default void onClosed() {}
}
