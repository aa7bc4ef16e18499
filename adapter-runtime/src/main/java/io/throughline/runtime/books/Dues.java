package io.throughline.runtime.books;

import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.runtime.books.Entry.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What of an order that is paid no earlier event asked to be booked as a payment. It goes on the newest invoices:
 * whatever is new was charged by those.
 */
final class Dues {

    private static final String PAYMENT = "/payment/";

    private final Order order;
    private final List<Held> held;

    Dues(Order order, List<Held> held) {
        this.order = order;
        this.held = List.copyOf(held);
    }

    /**
     * A payment to be booked.
     *
     * @param invoice name of the one that it is for
     * @param key what identifies it among the payments of its order: the means, and the invoice unless it is the first
     */
    record Due(Paid paid, String invoice, String key) {}

    /** Whether the order was paid once before. */
    boolean wasPaidBefore() {
        return held.stream().anyMatch(one -> one.kind() == Kind.PAYMENT);
    }

    /** No two of the same means and invoice. */
    List<Due> all() {
        List<Due> all = new ArrayList<>();
        List<Held> invoices =
                held.stream().filter(one -> one.kind() == Kind.INVOICE).toList().reversed();
        long[] open = invoices.stream().mapToLong(one -> one.amount().minor()).toArray();
        for (Paid paid : unbooked()) {
            long left = paid.amount().minor();
            for (int place = 0; place < open.length; place++) {
                // Whatever exceeds them all is for the bookkeeping system to refuse.
                long part = place == open.length - 1 ? left : Math.min(left, open[place]);
                open[place] -= part;
                left -= part;
                add(all, paid.worth(part), invoices.get(place).name());
            }
            if (open.length == 0) {
                add(all, paid, order.orderKey());
            }
        }
        return all;
    }

    private void add(List<Due> all, Paid paid, String invoice) {
        if (paid.amount().minor() > 0) {
            String key = paid.means() + invoice.substring(order.orderKey().length());
            all.add(new Due(paid, invoice, key));
        }
    }

    /** By means; all together what the order's total exceeds its payments by. */
    private List<Paid> unbooked() {
        Map<String, Long> booked = new HashMap<>();
        held.stream()
                .filter(one -> one.kind() == Kind.PAYMENT)
                .forEach(one -> booked.merge(means(one), one.amount().minor(), Long::sum));
        Money total = order.totals().total();
        long left = total.minor()
                - booked.values().stream().mapToLong(Long::longValue).sum();
        List<Paid> unbooked = new ArrayList<>();
        for (Paid paid : Paid.allOf(order)) {
            long more = paid.amount().minor() - booked.getOrDefault(paid.means(), 0L);
            long part = Math.clamp(more, 0, Math.max(0, left));
            left -= part;
            unbooked.add(paid.worth(part));
        }
        return unbooked;
    }

    private String means(Held payment) {
        String rest = payment.name().substring(order.orderKey().length() + PAYMENT.length());
        return rest.replaceFirst("/.*", "");
    }
}
