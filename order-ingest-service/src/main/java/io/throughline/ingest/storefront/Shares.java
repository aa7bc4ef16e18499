package io.throughline.ingest.storefront;

import io.throughline.events.order.Money;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Divides an amount that a storefront gives only as a whole. */
public final class Shares {

    private Shares() {}

    /**
     * Shares in proportion to the weights, by largest remainder: they add up to the amount exactly. All weights zero
     * count as equal.
     *
     * @param weights none negative
     */
    public static List<Money> of(Money amount, List<Money> weights) {
        List<BigInteger> parts = weights.stream()
                .map(weight -> BigInteger.valueOf(weight.minor()))
                .toList();
        BigInteger whole = parts.stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (whole.signum() == 0 && !parts.isEmpty()) {
            return of(
                    amount,
                    weights.stream()
                            .map(weight -> new Money(amount.currency(), 1, amount.exponent()))
                            .toList());
        }
        List<BigInteger[]> divided = parts.stream()
                .map(part -> BigInteger.valueOf(amount.minor()).multiply(part).divideAndRemainder(whole))
                .toList();
        long left = amount.minor()
                - divided.stream().mapToLong(part -> part[0].longValueExact()).sum();
        List<Integer> byRemainder = IntStream.range(0, divided.size())
                .boxed()
                .sorted(Comparator.comparing((Integer index) -> divided.get(index)[1].abs())
                        .reversed())
                .limit(Math.abs(left))
                .toList();
        List<Money> shares = new ArrayList<>();
        for (int index = 0; index < divided.size(); index++) {
            long extra = byRemainder.contains(index) ? Long.signum(left) : 0;
            shares.add(new Money(amount.currency(), divided.get(index)[0].longValueExact() + extra, amount.exponent()));
        }
        return shares;
    }
}
