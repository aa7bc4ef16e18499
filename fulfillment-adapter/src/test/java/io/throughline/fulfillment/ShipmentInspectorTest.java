package io.throughline.fulfillment;

import static io.throughline.fulfillment.ShipBobFixture.firstAttempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderPlaced;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.Outcome;
import io.throughline.stub.Fault;
import io.throughline.testkit.Events;
import io.throughline.testkit.OrderFixture;
import io.throughline.testkit.Outcomes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShipmentInspectorTest {

    private final ShipBobFixture fixture = new ShipBobFixture();
    private final ShipmentInspector inspector = new ShipmentInspector(fixture.client);
    private final List<DeliveryOutcome> delivered = new ArrayList<>();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void missesTheShipmentsThatShipBobSaidItMadeAndDoesNotHave() {
        for (int order = 1; order <= 50; order++) {
            if (order % 5 == 0) {
                fixture.shipBob.failNext(1, Fault.FORGOTTEN);
            }
            place(order);
        }

        assertThat(inspector.missing(delivered))
                .extracting(DeliveryOutcome::orderKey)
                .containsExactly(
                        key(5), key(10), key(15), key(20), key(25), key(30), key(35), key(40), key(45), key(50));
    }

    @Test
    void missesNoShipmentThatWasCancelled() {
        place(1);
        cancel(1);

        assertThat(delivered).hasSize(2);
        assertThat(inspector.missing(delivered)).isEmpty();
    }

    @Test
    void missesACancellationThatShipBobForgot() {
        place(1);
        fixture.shipBob.failNext(1, Fault.FORGOTTEN);
        cancel(1);

        assertThat(inspector.missing(delivered))
                .extracting(DeliveryOutcome::eventType)
                .containsExactly(OrderCancelled.TYPE.name());
    }

    @Test
    void whatIsMissingIsMadeUnderTheSameKeyWhenItIsDeliveredAgain() {
        fixture.shipBob.failNext(1, Fault.FORGOTTEN);
        place(1);
        EventEnvelope<OrderPlaced> again = placed(1);

        Outcome outcome = fixture.handlers
                .placed(fixture.shipments)
                .handle(again, new Delivery(again.orderKey(), 1, 1, true, List.of()));

        assertThat(outcome.code()).isEqualTo("done");
        assertThat(fixture.shipBob.effects())
                .singleElement()
                .satisfies(effect -> assertThat(effect.key()).isEqualTo(key(1) + "/shipment"));
    }

    @Test
    void asksNothingOfWhatHasNoReference() {
        EventEnvelope<OrderPlaced> event = placed(1);
        delivered.add(Outcomes.of(event, Outcome.delivered()));

        assertThat(inspector.missing(delivered)).isEmpty();
        assertThat(fixture.shipBob.requests()).isZero();
    }

    private static String key(int order) {
        return "shopify:demo-shop:" + order;
    }

    private static EventEnvelope<OrderPlaced> placed(int order) {
        return Events.orderPlaced(OrderFixture.order().key(key(order)));
    }

    private void place(int order) {
        EventEnvelope<OrderPlaced> event = placed(order);
        delivered.add(
                Outcomes.of(event, fixture.handlers.placed(fixture.shipments).handle(event, firstAttempt(event))));
    }

    private void cancel(int order) {
        EventEnvelope<OrderCancelled> event =
                Events.orderCancelled(OrderFixture.order().key(key(order)));
        delivered.add(
                Outcomes.of(event, fixture.handlers.cancelled(fixture.shipments).handle(event, firstAttempt(event))));
    }
}
