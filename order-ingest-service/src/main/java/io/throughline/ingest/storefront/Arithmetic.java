package io.throughline.ingest.storefront;

import io.throughline.events.order.Money;
import io.throughline.events.order.Totals;
import io.throughline.events.order.TotalsCheck;

/** Checks a storefront's totals; never corrects them. */
public final class Arithmetic {

    private Arithmetic() {}

    /**
     * The same totals with a check of our own.
     *
     * @param lines of the order; one minor unit of rounding each is tolerated
     */
    public static Totals checked(Totals totals, boolean taxIncluded, int lines) {
        Money sum = totals.lines()
                .minus(totals.discounts())
                .plus(totals.shipping())
                .plus(totals.fees())
                .plus(totals.duties())
                .plus(totals.rounding());
        Money delta = totals.total().minus(taxIncluded ? sum : sum.plus(totals.tax()));
        boolean ok = Math.abs(delta.minor()) <= Math.max(1, lines);
        return new Totals(
                totals.lines(),
                totals.discounts(),
                totals.shipping(),
                totals.fees(),
                totals.duties(),
                totals.tax(),
                totals.rounding(),
                totals.total(),
                totals.current(),
                totals.presentment(),
                new TotalsCheck(ok, delta));
    }
}
