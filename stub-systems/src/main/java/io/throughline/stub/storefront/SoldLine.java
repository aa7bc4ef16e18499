package io.throughline.stub.storefront;

/**
 * One line of a sale; amounts in minor units.
 *
 * @param discount its share of the sale's discount
 * @param tax contained in the price or on top of it, as its shop has it
 */
public record SoldLine(long id, Product product, int quantity, long unitPrice, long discount, long tax) {

    /** What it comes to before discount. */
    long gross() {
        return quantity * unitPrice;
    }
}
