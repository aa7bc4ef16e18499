package io.throughline.stack.storefront;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * An order as its shop knows it at one moment; amounts in minor units.
 *
 * @param number what the customer sees
 * @param shippingTax contained in the shipping or on top of it, as the shop has it
 * @param note what the customer wrote; may be empty
 */
public record Sale(
        Shop shop,
        long id,
        int number,
        Instant createdAt,
        Instant updatedAt,
        Buyer buyer,
        List<SoldLine> lines,
        long shipping,
        long shippingTax,
        boolean paid,
        boolean cancelled,
        List<GivenBack> refunds,
        String note) {

    public Sale {
        lines = List.copyOf(lines);
        refunds = List.copyOf(refunds);
    }

    /** What Throughline calls it. */
    public String orderKey() {
        return shop.orderKey(id);
    }

    Sale paid(Instant at) {
        return with(at, true, cancelled, refunds, note);
    }

    Sale cancelled(Instant at) {
        return with(at, paid, true, refunds, note);
    }

    Sale noted(Instant at, String text) {
        return with(at, paid, cancelled, refunds, text);
    }

    /** One piece of its first line is paid back. */
    Sale refundedOnePiece(Instant at) {
        SoldLine line = lines.getFirst();
        long tax = line.tax() / line.quantity();
        long net = (line.gross() - line.discount()) / line.quantity();
        List<GivenBack> more = new ArrayList<>(refunds);
        more.add(new GivenBack(id * 10 + 7 + refunds.size(), line, 1, shop.taxIncluded() ? net : net + tax, tax, at));
        return with(at, paid, cancelled, more, note);
    }

    private Sale with(Instant at, boolean isPaid, boolean isCancelled, List<GivenBack> back, String text) {
        return new Sale(
                shop, id, number, createdAt, at, buyer, lines, shipping, shippingTax, isPaid, isCancelled, back, text);
    }

    long gross() {
        return sum(SoldLine::gross);
    }

    long discount() {
        return sum(SoldLine::discount);
    }

    long tax() {
        return sum(SoldLine::tax) + shippingTax;
    }

    public long total() {
        return gross() - discount() + shipping + (shop.taxIncluded() ? 0 : tax());
    }

    long refunded() {
        return refunds.stream().mapToLong(GivenBack::amount).sum();
    }

    private long sum(ToLongFunction<SoldLine> amount) {
        return lines.stream().mapToLong(amount).sum();
    }
}
