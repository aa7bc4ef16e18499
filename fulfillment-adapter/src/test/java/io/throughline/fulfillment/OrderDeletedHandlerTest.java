package io.throughline.fulfillment;

import static io.throughline.fulfillment.ShipBobFixture.firstAttempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderDeleted;
import io.throughline.runtime.EventHandler;
import io.throughline.stub.StubSystem;
import io.throughline.testkit.AdapterContract;
import io.throughline.testkit.Events;
import io.throughline.testkit.OrderFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderDeletedHandlerTest implements AdapterContract<OrderDeleted> {

    private final ShipBobFixture fixture = new ShipBobFixture();
    private final EventHandler<OrderDeleted> handler = fixture.handlers.deleted(fixture.shipments);
    private final EventEnvelope<OrderDeleted> event = Events.orderDeleted(OrderFixture.order());

    @Override
    public EventHandler<OrderDeleted> handler() {
        return handler;
    }

    @Override
    public EventEnvelope<OrderDeleted> event() {
        return event;
    }

    @Override
    public StubSystem system() {
        return fixture.shipBob;
    }

    @BeforeEach
    void shipmentIsOnItsWay() {
        var placed = Events.orderPlaced();
        fixture.shipments.request(placed.data().order(), firstAttempt(placed));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void cancelsTheShipment() {
        handler.handle(event, firstAttempt(event));

        assertThat(fixture.operations()).containsExactly("shipment", "cancellation");
    }
}
