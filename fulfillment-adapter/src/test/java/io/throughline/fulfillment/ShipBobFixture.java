package io.throughline.fulfillment;

import io.throughline.events.EventEnvelope;
import io.throughline.runtime.Delivery;
import io.throughline.stub.ShipBobStub;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What stands between a handler and a ShipBob that listens on a free port. */
final class ShipBobFixture implements AutoCloseable {

    final ShipBobStub shipBob = ShipBobStub.start(0);
    final ShipBobClient client = new ShipBobClient(
            new ShipBobProperties(shipBob.uri(), "secret", 42, Duration.ofSeconds(3)), Clock.systemUTC());
    final Shipments shipments = new Shipments(client);
    final ShipmentHandlers handlers = new ShipmentHandlers();

    static Delivery firstAttempt(EventEnvelope<?> event) {
        return new Delivery(event.orderKey(), 1, 1, false, List.of());
    }

    static Delivery resend(EventEnvelope<?> event) {
        return new Delivery(event.orderKey(), 1, 2, false, List.of());
    }

    List<String> operations() {
        return shipBob.effects().stream().map(effect -> effect.operation()).toList();
    }

    @Override
    public void close() {
        shipBob.close();
    }
}
