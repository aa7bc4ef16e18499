package io.throughline.stack.parts;

import io.throughline.stack.process.StackException;
import io.throughline.stub.InventorySystemStub;
import io.throughline.stub.PlainStub;
import io.throughline.stub.ShipBobStub;
import io.throughline.stub.StubSystem;
import io.throughline.stub.XeroStub;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The systems that orders go to: stubs that behave like the real ones and remember what was made in them. */
public record Downstreams(
        ShipBobStub shipBob, XeroStub xero, InventorySystemStub inventory, Map<Service, PlainStub> guests)
        implements AutoCloseable {

    public Downstreams {
        guests = Map.copyOf(guests);
    }

    static Downstreams start(Ports ports, List<Guest> guests) {
        try {
            Map<Service, PlainStub> plain = new HashMap<>();
            for (Guest guest : guests) {
                Service service = guest.service();
                plain.put(service, PlainStub.start(service.database(), ports.of(guest.stub())));
            }
            return new Downstreams(
                    ShipBobStub.start(ports.of(Port.SHIPBOB)),
                    XeroStub.start(ports.of(Port.XERO)),
                    InventorySystemStub.start(ports.of(Port.INVENTORY_SYSTEM)),
                    plain);
        } catch (UncheckedIOException taken) {
            throw new StackException("A stub does not start: " + taken.getMessage(), taken);
        }
    }

    /** The system that this adapter calls. */
    public StubSystem of(Service adapter) {
        PlainStub guest = guests.get(adapter);
        if (guest != null) {
            return guest;
        }
        return adapter.equals(Service.FULFILLMENT) ? shipBob : adapter.equals(Service.FINANCE) ? xero : inventory;
    }

    @Override
    public void close() {
        guests.values().forEach(StubSystem::close);
        shipBob.close();
        xero.close();
        inventory.close();
    }
}
