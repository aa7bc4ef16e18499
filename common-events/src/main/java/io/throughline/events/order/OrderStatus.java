package io.throughline.events.order;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Where the order stands. Open sets: a reader treats a word it does not know as "something else".
 *
 * @param order {@code open}, {@code closed}, {@code cancelled}, {@code deleted}
 * @param payment {@code pending}, {@code authorized}, {@code partially-paid}, {@code paid},
 *     {@code partially-refunded}, {@code refunded}, {@code voided}
 * @param fulfillment {@code unfulfilled}, {@code partial}, {@code fulfilled}
 */
public record OrderStatus(String order, String payment, String fulfillment) {

    public static final String OPEN = "open";
    public static final String CLOSED = "closed";
    public static final String CANCELLED = "cancelled";
    public static final String DELETED = "deleted";

    public static final String PAID = "paid";
    public static final String PARTIALLY_REFUNDED = "partially-refunded";
    public static final String REFUNDED = "refunded";

    /** Whether payment once reached the total due, even if some of it was given back since. */
    public boolean wasPaid() {
        return payment.equals(PAID) || payment.equals(PARTIALLY_REFUNDED) || payment.equals(REFUNDED);
    }

    /** Whether nothing of the order may be started any more. */
    @JsonIgnore
    public boolean isEnded() {
        return order.equals(CANCELLED) || order.equals(DELETED);
    }

    public OrderStatus withOrder(String word) {
        return new OrderStatus(word, payment, fulfillment);
    }
}
