package io.throughline.events.outcome;

/**
 * A field of an event's data.
 *
 * @param path a JSON pointer: {@code /order/lines/1/sku}
 */
public record EventField(String path, String value) {}
