package io.throughline.ingest.storefront.shopify;

import io.throughline.events.order.Fee;
import io.throughline.events.order.Money;
import io.throughline.events.order.OrderLine;
import io.throughline.events.order.Totals;
import io.throughline.events.order.TotalsCheck;
import io.throughline.ingest.storefront.Arithmetic;
import io.throughline.ingest.storefront.Document;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The totals as Shopify sent them. */
record ShopifyTotals(Document order, ShopMoney money, List<OrderLine> lines) {

    static final String TIP = "tip";

    Totals totals() {
        Totals sent = new Totals(
                lineTotal(),
                money.in(order, "total_discounts"),
                money.find(order, "total_shipping_price").orElseGet(this::shippingTotal),
                fees().stream().map(Fee::amount).reduce(money.zero(), Money::plus),
                order.flag("duties_included") ? money.zero() : money.in(order, "original_total_duties"),
                money.in(order, "total_tax"),
                money.in(order, "total_cash_rounding_payment_adjustment"),
                money.in(order, "total_price"),
                money.find(order, "current_total_price").orElse(null),
                presentment(),
                new TotalsCheck(true, money.zero()));
        return Arithmetic.checked(sent, order.flag("taxes_included"), lines.size());
    }

    List<Fee> fees() {
        List<Fee> fees = new ArrayList<>();
        addFee(fees, "additional-fees", "Additional fees", money.in(order, "original_total_additional_fees"));
        if (!hasTipLine()) {
            addFee(fees, TIP, "Tip", money.in(order, "total_tip_received"));
        }
        return fees;
    }

    private static void addFee(List<Fee> fees, String id, String title, Money amount) {
        if (amount.minor() != 0) {
            fees.add(new Fee(id, title, amount, List.of()));
        }
    }

    private boolean hasTipLine() {
        return lines.stream().anyMatch(line -> line.kind().equals(TIP));
    }

    /** Whether Shopify counts a tip among the lines it does not say: with one, the lines are summed here. */
    private Money lineTotal() {
        return hasTipLine()
                ? sumOfLines()
                : money.find(order, "total_line_items_price").orElseGet(this::sumOfLines);
    }

    private Money sumOfLines() {
        return lines.stream().map(OrderLine::total).reduce(money.zero(), Money::plus);
    }

    private Money shippingTotal() {
        return new ShopifyShipping(order, money)
                .lines().stream().map(line -> line.price()).reduce(money.zero(), Money::plus);
    }

    private @Nullable Money presentment() {
        return order.child("total_price_set")
                .flatMap(set -> set.child("presentment_money"))
                .filter(other -> !other.requiredText("currency_code").equals(money.currency()))
                .map(other -> new ShopMoney(other.requiredText("currency_code")).in(other, "amount"))
                .orElse(null);
    }
}
