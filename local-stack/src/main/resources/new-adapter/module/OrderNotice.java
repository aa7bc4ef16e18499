package io.throughline.@package@;

import io.throughline.events.order.Order;
import java.util.List;
import java.util.Objects;

/**
 * What @System@ is told of an order. Field names are @System@'s.
 *
 * @param order our key of the order: {@code shopify:demo-shop:820982911946154508}
 * @param number as the customer knows it
 */
record OrderNotice(String order, String number, List<Item> items) {

    /** @param quantity a decimal: {@code 2} */
    record Item(String sku, String quantity) {}

    static OrderNotice of(Order order) {
        return new OrderNotice(
                order.orderKey(),
                order.displayNumber(),
                order.lines().stream()
                        .map(line -> new Item(
                                Objects.requireNonNullElse(line.sku(), ""),
                                line.quantities().ordered().toPlainString()))
                        .toList());
    }
}
