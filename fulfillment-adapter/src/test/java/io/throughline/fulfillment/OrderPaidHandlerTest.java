package io.throughline.fulfillment;

import static io.throughline.fulfillment.ShipBobFixture.firstAttempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderPaid;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import io.throughline.stub.StubSystem;
import io.throughline.testkit.AdapterContract;
import io.throughline.testkit.Events;
import io.throughline.testkit.Line;
import io.throughline.testkit.OrderFixture;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderPaidHandlerTest implements AdapterContract<OrderPaid> {

    private final ShipBobFixture fixture = new ShipBobFixture();
    private final EventHandler<OrderPaid> handler = fixture.handlers.paid(fixture.shipments);
    private final EventEnvelope<OrderPaid> event = Events.orderPaid(new Line("SKU-1", 2));

    @Override
    public EventHandler<OrderPaid> handler() {
        return handler;
    }

    @Override
    public EventEnvelope<OrderPaid> event() {
        return event;
    }

    @Override
    public StubSystem system() {
        return fixture.shipBob;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void asksForTheSameShipmentAsThePlacedOrderDid() {
        var placed = Events.orderPlaced(OrderFixture.order(new Line("SKU-1", 2)).payment("authorized"));
        fixture.handlers.placed(fixture.shipments).handle(placed, firstAttempt(placed));

        Outcome outcome = handler.handle(event, firstAttempt(event));

        assertThat(outcome.code()).isEqualTo("already-done");
        assertThat(outcome.reference())
                .contains(fixture.shipBob.effects().getFirst().id());
        assertThat(fixture.operations()).containsExactly("shipment");
    }

    @Test
    void sendsNothingTwiceWhenShipBobItselfForgetsReferences() {
        fixture.shipBob.honourIdempotency(false);
        handler.handle(event, firstAttempt(event));

        Outcome repeated = handler.handle(event, new Delivery(event.orderKey(), 2, 1, true, List.of()));

        assertThat(repeated.code()).isEqualTo("already-done");
        assertThat(fixture.operations()).containsExactly("shipment");
    }
}
