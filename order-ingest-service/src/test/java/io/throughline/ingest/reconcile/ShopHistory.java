package io.throughline.ingest.reconcile;

import io.throughline.stub.storefront.Happening;
import io.throughline.stub.storefront.Mishaps;
import io.throughline.stub.storefront.Sale;
import io.throughline.stub.storefront.SaleGenerator;
import io.throughline.stub.storefront.Shop;
import io.throughline.stub.storefront.ShopStub;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Random;

/** The same orders with the same changes, payments, refunds and cancellations in every shop that it happens in. */
final class ShopHistory {

    private static final Duration BETWEEN = Duration.ofSeconds(10);

    private ShopHistory() {}

    static Shop shop(String source, String slug, String secret) {
        return new Shop(source, slug, Currency.getInstance("EUR"), false, new BigDecimal("0.19"), "DE", secret);
    }

    /**
     * So many orders live.
     *
     * @param last what befalls the webhooks of the last one
     * @return the last one's key
     */
    static String happen(ShopStub stub, Shop shop, Instant start, int orders, Mishaps last) {
        SaleGenerator sales = new SaleGenerator(new Random(7), start);
        for (int number = 1; number < orders; number++) {
            live(stub, sales.sell(shop, start.plus(BETWEEN.multipliedBy(number))), number);
        }
        stub.flush();
        stub.plan(last, orders);
        Sale sale = sales.sell(shop, start.plus(BETWEEN.multipliedBy(orders)));
        live(stub, sale, orders);
        return sale.orderKey();
    }

    private static void live(ShopStub stub, Sale made, int number) {
        Instant begin = made.createdAt();
        Sale sale = made;
        stub.happen(sale, Happening.CREATED);
        if (number % 10 != 9) {
            sale = sale.paid(begin.plusSeconds(2));
            stub.happen(sale, Happening.PAID);
        }
        if (number % 5 == 0) {
            sale = sale.refunded(begin.plusSeconds(4));
            stub.happen(sale, Happening.UPDATED);
        }
        if (number % 7 == 0) {
            sale = sale.cancelled(begin.plusSeconds(6));
            stub.happen(sale, Happening.CANCELLED);
        }
        if (number % 6 == 0) {
            sale = sale.noted(begin.plusSeconds(8), "leave it at the door");
            stub.happen(sale, Happening.UPDATED);
        }
    }
}
