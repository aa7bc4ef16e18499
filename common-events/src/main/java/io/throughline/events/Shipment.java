package io.throughline.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a fulfillment provider said of a parcel.
 *
 * @param shipmentId the provider's id
 * @param status the provider's own word
 */
public record Shipment(
        String shipmentId,
        String status,
        Instant at,
        @Nullable String carrier,
        List<String> trackingNumbers,
        List<String> lineIds) {

    public Shipment {
        trackingNumbers = List.copyOf(trackingNumbers);
        lineIds = List.copyOf(lineIds);
    }
}
