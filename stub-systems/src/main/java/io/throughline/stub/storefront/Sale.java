package io.throughline.stub.storefront;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * An order as its shop knows it at one moment; amounts in minor units.
 *
 * @param number what the customer sees
 * @param shippingTax contained in the shipping or on top of it, as the shop has it
 */
public record Sale(
        Shop shop,
        long id,
        int number,
        Instant createdAt,
        Buyer buyer,
        List<SoldLine> lines,
        long shipping,
        long shippingTax,
        Standing standing) {

    public Sale {
        lines = List.copyOf(lines);
    }

    /** What Throughline calls it. */
    public String orderKey() {
        return shop.orderKey(id);
    }

    public Sale paid(Instant at) {
        return with(new Standing(at, true, cancelled(), refunds(), note()));
    }

    public Sale cancelled(Instant at) {
        return with(new Standing(at, paid(), true, refunds(), note()));
    }

    public Sale noted(Instant at, String text) {
        return with(new Standing(at, paid(), cancelled(), refunds(), text));
    }

    /** A tenth of the first line is paid back as goodwill; the goods are kept. */
    public Sale refunded(Instant at) {
        List<GivenBack> more = new ArrayList<>(refunds());
        more.add(new GivenBack(id * 10 + 7 + more.size(), lines.getFirst().gross() / 10, at));
        return with(new Standing(at, paid(), cancelled(), more, note()));
    }

    private Sale with(Standing changed) {
        return new Sale(shop, id, number, createdAt, buyer, lines, shipping, shippingTax, changed);
    }

    public Instant updatedAt() {
        return standing.updatedAt();
    }

    public boolean paid() {
        return standing.paid();
    }

    public boolean cancelled() {
        return standing.cancelled();
    }

    List<GivenBack> refunds() {
        return standing.refunds();
    }

    public int refundCount() {
        return refunds().size();
    }

    public String note() {
        return standing.note();
    }

    /** What tells who bought, and what they wrote. */
    public List<String> personalTexts() {
        return Stream.of(buyer.name(), buyer.email(), buyer.street(), note())
                .filter(text -> !text.isBlank())
                .toList();
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

    long total() {
        return gross() - discount() + shipping + (shop.taxIncluded() ? 0 : tax());
    }

    long paidBack() {
        return refunds().stream().mapToLong(GivenBack::amount).sum();
    }

    private long sum(ToLongFunction<SoldLine> amount) {
        return lines.stream().mapToLong(amount).sum();
    }
}
