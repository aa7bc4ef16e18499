package io.throughline.stub;

import java.time.Instant;

/**
 * One thing that a stub system really made.
 *
 * @param order the order key it was made for: {@code shopify:demo-shop:820982911946154508}
 * @param operation what was made: {@code shipment}, {@code invoice}
 * @param document what follows the operation in the key, a refund's id for example; empty when nothing does
 * @param key the effect key it was asked for by
 * @param id the system's own id of it
 */
public record Effect(String order, String operation, String document, String key, String id, Instant at) {

    static Effect of(String operation, String key, String id, Instant at) {
        String[] parts = key.split("/", 3);
        return new Effect(parts[0], operation, parts.length > 2 ? parts[2] : "", key, id, at);
    }
}
