package io.throughline.runtime.books;

import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.Tender;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * What was paid of an order by one means.
 *
 * @param means {@code gift-card}, or the gateway in lower case without anything but letters, digits, {@code _} and
 *     {@code -}
 * @param gateway as the storefront names it; empty where it names none
 */
public record Paid(String means, String gateway, Money amount) {

    private static final String GIFT_CARD = "gift-card";

    public boolean isGiftCard() {
        return means.equals(GIFT_CARD);
    }

    /**
     * How the whole total of a paid order was paid: gift cards and tenders of a known amount with that, the last with
     * whatever is left, and nothing beyond the total. Never two of the same means.
     */
    public static List<Paid> allOf(Order order) {
        SequencedMap<String, Paid> paid = new LinkedHashMap<>();
        Money left = order.totals().total();
        for (Tender tender : sorted(order)) {
            Money amount = tender.amount();
            Money part = amount == null || amount.minor() > left.minor() ? left : amount;
            Paid one = of(tender, part);
            paid.merge(one.means(), one, (known, more) -> known.plus(more.amount()));
            left = left.minus(part);
        }
        Money rest = left;
        paid.computeIfAbsent(last(paid), means -> new Paid(means, "", Charge.none(rest)));
        paid.computeIfPresent(last(paid), (means, known) -> known.plus(rest));
        return paid.values().stream().filter(part -> part.amount().minor() > 0).toList();
    }

    private static List<Tender> sorted(Order order) {
        return order.tenders().stream()
                .sorted(Comparator.comparing((Tender tender) -> tender.amount() == null)
                        .thenComparing(tender -> !tender.kind().equals(GIFT_CARD)))
                .toList();
    }

    private static String last(SequencedMap<String, Paid> paid) {
        return paid.isEmpty() ? "other" : paid.lastEntry().getKey();
    }

    private static Paid of(Tender tender, Money amount) {
        String name = tender.gateway().isBlank() ? tender.kind() : tender.gateway();
        String means = tender.kind().equals(GIFT_CARD)
                ? GIFT_CARD
                : name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-");
        return new Paid(means, tender.gateway(), amount);
    }

    Paid worth(long minor) {
        return new Paid(means, gateway, new Money(amount.currency(), minor, amount.exponent()));
    }

    private Paid plus(Money more) {
        return new Paid(means, gateway, amount.plus(more));
    }
}
