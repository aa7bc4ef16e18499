package io.throughline.fulfillment;

import static io.throughline.fulfillment.ShipBobFixture.firstAttempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderPlaced;
import io.throughline.events.order.OrderStatus;
import io.throughline.events.order.ShipTo;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.PermanentFailure;
import io.throughline.stub.StubSystem;
import io.throughline.testkit.AdapterContract;
import io.throughline.testkit.Events;
import io.throughline.testkit.Line;
import io.throughline.testkit.OrderFixture;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderPlacedHandlerTest implements AdapterContract<OrderPlaced> {

    private final ShipBobFixture fixture = new ShipBobFixture();
    private final EventHandler<OrderPlaced> handler = fixture.handlers.placed(fixture.shipments);
    private final EventEnvelope<OrderPlaced> event = Events.orderPlaced(new Line("SKU-1", 2), new Line("SKU-2", 1));

    @Override
    public EventHandler<OrderPlaced> handler() {
        return handler;
    }

    @Override
    public EventEnvelope<OrderPlaced> event() {
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
    void asksShipBobToSendEveryLine() {
        handler.handle(event, firstAttempt(event));

        assertThat(fixture.shipBob.quantity(event.orderKey(), "SKU-1")).isEqualTo(2);
        assertThat(fixture.shipBob.quantity(event.orderKey(), "SKU-2")).isEqualTo(1);
        assertThat(fixture.shipBob.effects())
                .singleElement()
                .satisfies(effect -> assertThat(effect.key()).isEqualTo(event.orderKey() + "/shipment"));
    }

    @Test
    void tellsWhatShipBobCallsTheShipment() {
        Outcome outcome = handler.handle(event, firstAttempt(event));

        assertThat(outcome.reference())
                .contains(fixture.shipBob.effects().getFirst().id());
    }

    @Test
    void makesASecondShipmentForAnExplicitResend() {
        handler.handle(event, firstAttempt(event));

        handler.handle(event, ShipBobFixture.resend(event));

        assertThat(fixture.shipBob.effects())
                .extracting(effect -> effect.key())
                .containsExactly(event.orderKey() + "/shipment", event.orderKey() + "/shipment/2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "partially-paid", "a-word-of-tomorrow"})
    void waitsForThePaymentBeforeGoodsLeave(String payment) {
        var unpaid = Events.orderPlaced(OrderFixture.order().payment(payment));

        Outcome outcome = handler.handle(unpaid, firstAttempt(unpaid));

        assertThat(outcome).extracting(Outcome::isIgnored, Outcome::code).containsExactly(true, "not-paid-yet");
        assertThat(fixture.shipBob.requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {OrderStatus.CANCELLED, OrderStatus.DELETED})
    void sendsNothingForAnOrderThatEndedSince(String status) {
        var ended = Events.orderPlaced(OrderFixture.order().status(status));

        Outcome outcome = handler.handle(ended, firstAttempt(ended));

        assertThat(outcome.code()).isEqualTo("nothing-to-ship");
        assertThat(fixture.shipBob.requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"refunded", "voided"})
    void sendsNothingWhenTheMoneyWentBack(String payment) {
        var refunded = Events.orderPlaced(OrderFixture.order().payment(payment));

        Outcome outcome = handler.handle(refunded, firstAttempt(refunded));

        assertThat(outcome.code()).isEqualTo("nothing-to-ship");
        assertThat(fixture.shipBob.requests()).isZero();
    }

    @Test
    void sendsNothingThatIsPickedUp() {
        var pickedUp =
                Events.orderPlaced(OrderFixture.order().shipTo(new ShipTo("pickup", OrderFixture.ADDRESS, List.of())));

        Outcome outcome = handler.handle(pickedUp, firstAttempt(pickedUp));

        assertThat(outcome.code()).isEqualTo("nothing-to-ship");
        assertThat(fixture.shipBob.requests()).isZero();
    }

    @Test
    void refusesToTakeASmallerShipmentForTheSame() {
        handler.handle(event, firstAttempt(event));
        var grown = Events.orderPlaced(new Line("SKU-1", 3), new Line("SKU-2", 1));

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> handler.handle(grown, firstAttempt(grown)))
                .extracting(PermanentFailure::code)
                .isEqualTo("shipment-differs");
    }
}
