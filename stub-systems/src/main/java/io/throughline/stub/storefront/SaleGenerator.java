package io.throughline.stub.storefront;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Invents sales: several lines, a discount now and then, tax as the shop's country has it. */
public final class SaleGenerator {

    /** Above 2^53, as real ids are: a program that reads them as floating point corrupts them. */
    private static final long FIRST_ID = 9_100_000_000_000_000L;

    private static final List<String> FIRST_NAMES =
            List.of("Amélie", "Jürgen", "Sofía", "Łukasz", "Ngọc", "美咲", "Grace", "Oluwaseun", "Zoë", "Mary Ann");
    private static final List<String> LAST_NAMES =
            List.of("Lefèvre", "Großmann", "Núñez", "Wójcik", "Trần", "高橋", "O'Neill", "Adébáyò", "de Vries", "Smith");
    private static final List<String> STREETS =
            List.of("Ahornweg 4", "12 Quay Street, Flat 3", "Rua do Sol 77", "本町 2-4-8", "500 Pine Ave Apt 12");

    private record Town(String country, String region, String postcode, String city) {}

    private static final List<Town> TOWNS = List.of(
            new Town("DE", "", "20095", "Hamburg"),
            new Town("DE", "", "80331", "München"),
            new Town("US", "CA", "94607", "Oakland"),
            new Town("US", "TX", "78701", "Austin"),
            new Town("GB", "", "M1 1AE", "Manchester"),
            new Town("GB", "", "BS1 4DJ", "Bristol"),
            new Town("JP", "27", "541-0053", "大阪市"));

    private final RandomGenerator random;
    private final long era;
    private int sold;

    /**
     * @param random with a seed, the same sales again
     * @param era makes the ids differ from those of earlier runs on the same databases
     */
    public SaleGenerator(RandomGenerator random, Instant era) {
        this.random = random;
        this.era = FIRST_ID + era.getEpochSecond() % 1_000_000_000L * 100_000L;
    }

    /** A sale that has just been made, not paid yet. */
    public Sale sell(Shop shop, Instant at) {
        int number = 1000 + ++sold;
        long id = era + sold;
        List<SoldLine> lines = lines(shop, id);
        long shipping = price(shop, random.nextInt(3) == 0 ? 0 : 495);
        Instant second = at.truncatedTo(ChronoUnit.SECONDS);
        return new Sale(
                shop,
                id,
                number,
                second,
                buyer(shop, id),
                lines,
                shipping,
                tax(shop, shipping),
                new Standing(second, false, false, List.of(), ""));
    }

    private List<SoldLine> lines(Shop shop, long saleId) {
        List<Product> left = new ArrayList<>(Product.ASSORTMENT);
        boolean discounted = random.nextInt(4) == 0;
        int count = 1 + random.nextInt(4);
        List<SoldLine> lines = new ArrayList<>();
        for (int place = 1; place <= count; place++) {
            Product product = left.remove(random.nextInt(left.size()));
            int quantity = 1 + random.nextInt(3);
            long unit = price(shop, product.cents());
            long discount = discounted ? quantity * unit / 10 : 0;
            long tax = tax(shop, quantity * unit - discount);
            lines.add(new SoldLine(saleId * 10 + place, product, quantity, unit, discount, tax));
        }
        return lines;
    }

    /** A yen is about a cent and has no decimals. */
    private static long price(Shop shop, long cents) {
        return shop.currency().getDefaultFractionDigits() == 0 ? cents * 3 / 2 : cents;
    }

    private static long tax(Shop shop, long amount) {
        BigDecimal taxed = shop.taxRate().multiply(BigDecimal.valueOf(amount));
        BigDecimal divisor = shop.taxIncluded() ? BigDecimal.ONE.add(shop.taxRate()) : BigDecimal.ONE;
        return taxed.divide(divisor, 0, RoundingMode.HALF_UP).longValueExact();
    }

    private Buyer buyer(Shop shop, long saleId) {
        List<Town> towns = TOWNS.stream()
                .filter(town -> town.country().equals(shop.country()))
                .toList();
        Town town = any(towns);
        return new Buyer(
                saleId % 9_973,
                any(FIRST_NAMES),
                any(LAST_NAMES),
                any(STREETS),
                town.postcode(),
                town.city(),
                town.region(),
                town.country());
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
