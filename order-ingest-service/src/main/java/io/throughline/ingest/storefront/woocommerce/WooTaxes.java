package io.throughline.ingest.storefront.woocommerce;

import io.throughline.events.order.TaxLine;
import io.throughline.ingest.storefront.Amounts;
import io.throughline.ingest.storefront.Document;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Taxes: each item tells amounts by the id of a rate, the order tells what the rates are. */
final class WooTaxes {

    private WooTaxes() {}

    static List<TaxLine> of(Document order, Document item, Amounts money) {
        return item.list("taxes").stream()
                .filter(tax -> tax.has("total") && tax.text("total").isPresent())
                .map(tax -> taxOf(order, tax, money))
                .toList();
    }

    private static TaxLine taxOf(Document order, Document tax, Amounts money) {
        Optional<String> id = tax.id("id");
        Optional<Document> rate = order.list("tax_lines").stream()
                .filter(line -> line.id("rate_id").equals(id))
                .findFirst();
        return new TaxLine(
                rate.flatMap(line -> line.text("label")).orElse(""),
                rate.map(WooTaxes::rate).orElse(BigDecimal.ZERO),
                money.in(tax, "total"),
                null,
                false);
    }

    static List<TaxLine> ofOrder(Document order, Amounts money) {
        return order.list("tax_lines").stream()
                .map(line -> new TaxLine(
                        line.text("label").orElse(""),
                        rate(line),
                        money.in(line, "tax_total").plus(money.in(line, "shipping_tax_total")),
                        line.text("rate_code").orElse(null),
                        false))
                .toList();
    }

    private static BigDecimal rate(Document line) {
        return line.decimal("rate_percent").orElse(BigDecimal.ZERO).movePointLeft(2);
    }
}
