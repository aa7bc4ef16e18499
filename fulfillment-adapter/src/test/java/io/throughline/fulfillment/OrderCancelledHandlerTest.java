package io.throughline.fulfillment;

import static io.throughline.fulfillment.ShipBobFixture.firstAttempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderPlaced;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.PermanentFailure;
import io.throughline.stub.StubSystem;
import io.throughline.testkit.AdapterContract;
import io.throughline.testkit.Events;
import io.throughline.testkit.OrderFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderCancelledHandlerTest implements AdapterContract<OrderCancelled> {

    private final ShipBobFixture fixture = new ShipBobFixture();
    private final EventHandler<OrderCancelled> handler = fixture.handlers.cancelled(fixture.shipments);
    private final EventEnvelope<OrderPlaced> placed = Events.orderPlaced();
    private final EventEnvelope<OrderCancelled> event = Events.orderCancelled();

    @Override
    public EventHandler<OrderCancelled> handler() {
        return handler;
    }

    @Override
    public EventEnvelope<OrderCancelled> event() {
        return event;
    }

    @Override
    public StubSystem system() {
        return fixture.shipBob;
    }

    @BeforeEach
    void shipmentIsOnItsWay() {
        fixture.shipments.request(placed.data().order(), firstAttempt(placed));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void cancelsTheShipment() {
        Outcome outcome = handler.handle(event, firstAttempt(event));

        assertThat(fixture.operations()).containsExactly("shipment", "cancellation");
        assertThat(outcome.reference())
                .contains(fixture.shipBob.effects().getFirst().id());
    }

    @Test
    void cancelsWhatWasSentAgainToo() {
        fixture.shipments.request(placed.data().order(), ShipBobFixture.resend(placed));

        handler.handle(event, firstAttempt(event));

        assertThat(fixture.operations()).containsExactly("shipment", "shipment", "cancellation", "cancellation");
    }

    @Test
    void hasNothingToCancelWhenNothingWasShipped() {
        var other = Events.orderCancelled(OrderFixture.order().key("shopify:demo-shop:1"));

        Outcome outcome = handler.handle(other, firstAttempt(other));

        assertThat(outcome).extracting(Outcome::isIgnored, Outcome::code).containsExactly(true, "never-shipped");
    }

    @Test
    void leavesItToAPersonWhenTheGoodsLeft() {
        fixture.shipBob.fulfill(event.orderKey());

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> handler.handle(event, firstAttempt(event)))
                .extracting(PermanentFailure::code)
                .isEqualTo("too-late-to-cancel");
    }

    @Test
    void stopsWhatCanBeStoppedBeforeItGivesUp() {
        fixture.shipBob.fulfill(event.orderKey());
        fixture.shipments.request(placed.data().order(), ShipBobFixture.resend(placed));

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> handler.handle(event, firstAttempt(event)))
                .extracting(PermanentFailure::code)
                .isEqualTo("too-late-to-cancel");
        assertThat(fixture.operations()).containsExactly("shipment", "shipment", "cancellation");
    }
}
