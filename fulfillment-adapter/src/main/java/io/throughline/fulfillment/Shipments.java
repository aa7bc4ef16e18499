package io.throughline.fulfillment;

import io.throughline.events.order.Order;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.Outcome;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Decides from an order's snapshot whether goods leave; which event brought it does not matter. */
@Component
class Shipments {

    static final String OPERATION = "shipment";

    private static final Set<String> COVERED = Set.of("authorized", "paid", "partially-refunded");
    private static final Set<String> RETURNED = Set.of("refunded", "voided");

    /** A re-send makes {@code shipment/2}, {@code shipment/3} …: a cancellation looks for as many as this. */
    private static final int MOST_SHIPMENTS = 9;

    private final ShipBobClient shipBob;

    Shipments(ShipBobClient shipBob) {
        this.shipBob = shipBob;
    }

    Outcome request(Order order, Delivery delivery) {
        String payment = order.status().payment();
        if (CreateShipment.lines(order).isEmpty() || isPickedUp(order) || RETURNED.contains(payment)) {
            return Outcome.ignored("nothing-to-ship");
        }
        if (!COVERED.contains(payment)) {
            return Outcome.ignored("not-paid-yet");
        }
        CreateShipment shipment = CreateShipment.of(order, delivery.effectKey(OPERATION));
        return delivery.mayHaveReachedDownstream() ? shipBob.createUnlessThere(shipment) : shipBob.create(shipment);
    }

    Outcome cancel(String orderKey) {
        String first = orderKey + "/" + OPERATION;
        List<String> references = Stream.concat(
                        Stream.of(first),
                        IntStream.rangeClosed(2, MOST_SHIPMENTS).mapToObj(send -> first + "/" + send))
                .toList();
        return shipBob.cancel(references);
    }

    private static boolean isPickedUp(Order order) {
        return !order.shipTo().isEmpty()
                && order.shipTo().stream().allMatch(place -> place.kind().equals("pickup"));
    }
}
