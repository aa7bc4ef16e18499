package io.throughline.stack.parts;

import io.throughline.stack.process.StackException;
import io.throughline.testkit.InventorySystemStub;
import io.throughline.testkit.ShipBobStub;
import io.throughline.testkit.XeroStub;
import java.io.UncheckedIOException;

/** The systems that orders go to: stubs that behave like the real ones and remember what was made in them. */
public record Downstreams(ShipBobStub shipBob, XeroStub xero, InventorySystemStub inventory) implements AutoCloseable {

    static Downstreams start(Ports ports) {
        try {
            return new Downstreams(
                    ShipBobStub.start(ports.of(Port.SHIPBOB)),
                    XeroStub.start(ports.of(Port.XERO)),
                    InventorySystemStub.start(ports.of(Port.INVENTORY_SYSTEM)));
        } catch (UncheckedIOException taken) {
            throw new StackException("A stub does not start: " + taken.getMessage(), taken);
        }
    }

    @Override
    public void close() {
        shipBob.close();
        xero.close();
        inventory.close();
    }
}
