package io.throughline.stub.storefront;

import java.util.List;

/**
 * Something that is sold.
 *
 * @param cents its price, in hundredths of a euro or dollar
 */
public record Product(String sku, String title, long cents, int grams) {

    /** Everything that the shops sell, out of one stock. */
    public static final List<Product> ASSORTMENT = List.of(
            new Product("TEA-SENCHA-100", "Sencha, first flush, 100 g", 1290, 120),
            new Product("TEA-ASSAM-250", "Assam TGFOP, 250 g", 1450, 280),
            new Product("POT-IRON-09", "Cast iron teapot 0.9 l", 6900, 1900),
            new Product("CUP-PORCELAIN-W", "Porcelain cup, white", 1195, 310),
            new Product("CUP-PORCELAIN-B", "Porcelain cup, blue", 1195, 310),
            new Product("KETTLE-GOOSE-1", "Gooseneck kettle 1.0 l", 8950, 1150),
            new Product("WHISK-BAMBOO", "Bamboo whisk", 1875, 40),
            new Product("TIN-ROUND-125", "Tea tin, round, 125 g", 799, 95),
            new Product("FILTER-PAPER-80", "Paper filters, 80 pieces", 449, 60),
            new Product("TRAY-OAK-L", "Oak tray, large", 5425, 1400));
}
