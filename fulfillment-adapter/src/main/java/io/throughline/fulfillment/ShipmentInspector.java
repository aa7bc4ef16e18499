package io.throughline.fulfillment;

import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderDeleted;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.runtime.Inspector;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A shipment that was made is there for ever, cancelled or not; one that was cancelled stays so. */
@Component
class ShipmentInspector implements Inspector {

    private static final Set<String> CANCELLING = Set.of(OrderCancelled.TYPE.name(), OrderDeleted.TYPE.name());

    private final ShipBobClient shipBob;

    ShipmentInspector(ShipBobClient shipBob) {
        this.shipBob = shipBob;
    }

    @Override
    public List<DeliveryOutcome> missing(List<DeliveryOutcome> delivered) {
        List<String> ids =
                delivered.stream().flatMap(ShipmentInspector::ids).distinct().toList();
        Map<String, ShipBobOrder> there = ids.isEmpty() ? Map.of() : shipBob.byId(ids);
        return delivered.stream()
                .filter(outcome -> !ids(outcome).allMatch(id -> isAsReported(outcome, there.get(id))))
                .toList();
    }

    private static boolean isAsReported(DeliveryOutcome outcome, @Nullable ShipBobOrder there) {
        return CANCELLING.contains(outcome.eventType()) ? there == null || there.isCancelled() : there != null;
    }

    private static Stream<String> ids(DeliveryOutcome outcome) {
        String reference = outcome.reference();
        return reference == null ? Stream.empty() : Stream.of(reference.split(",", -1));
    }
}
