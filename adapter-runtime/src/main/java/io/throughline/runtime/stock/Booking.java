package io.throughline.runtime.stock;

import java.util.List;
import java.util.Map;

/**
 * What stands in the ledger of a delivery.
 *
 * @param movements everything the delivery asks for
 * @param news whether any of it was not there before
 * @param versions by item, versions of its level that contain these movements
 */
public record Booking(List<Movement> movements, boolean news, Map<String, Long> versions) {

    public Booking {
        movements = List.copyOf(movements);
        versions = Map.copyOf(versions);
    }
}
