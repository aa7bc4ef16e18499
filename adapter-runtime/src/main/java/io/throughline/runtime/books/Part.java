package io.throughline.runtime.books;

import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an order, or one document of it, is charged for one kind of charge and its taxes.
 *
 * @param amount with tax, whether the order's amounts contain it or not; negative where it is taken away
 * @param tax the merchant's own, of that
 */
public record Part(Charge.Kind kind, List<Tax> taxes, Money amount, Money tax) {

    public Part {
        taxes = List.copyOf(taxes);
    }

    private record Group(Charge.Kind kind, List<Tax> taxes) {}

    /** @param taxIncluded whether the charges' amounts contain the tax */
    static List<Part> of(List<Charge> charges, boolean taxIncluded) {
        return sum(charges.stream().map(charge -> of(charge, taxIncluded)));
    }

    private static Part of(Charge charge, boolean taxIncluded) {
        Money amount = charge.amount();
        Money tax = charge.ownTax();
        return new Part(charge.kind(), charge.taxes(), taxIncluded ? amount : amount.plus(tax), tax);
    }

    /** One part for each kind and its taxes; none that comes to nothing. */
    static List<Part> sum(Stream<Part> parts) {
        Map<Group, Part> sums = new LinkedHashMap<>();
        parts.forEach(part -> sums.merge(new Group(part.kind, part.taxes), part, Part::plus));
        return sums.values().stream()
                .filter(part -> part.amount.minor() != 0 || part.tax.minor() != 0)
                .toList();
    }

    static List<Part> difference(List<Part> from, List<Part> taken) {
        return sum(Stream.concat(from.stream(), negated(taken).stream()));
    }

    static List<Part> negated(List<Part> parts) {
        return parts.stream().map(Part::negated).toList();
    }

    static Money total(Collection<Part> parts, Money none) {
        return parts.stream().map(Part::amount).reduce(none, Money::plus);
    }

    /** As a charge of this order, called by its kind: {@code gift card}. */
    Charge charge(Order order) {
        Money gross = order.taxIncluded() ? amount : amount.minus(tax);
        String title = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Charge.plain(kind, title, gross).taxed(tax, taxes);
    }

    private Part plus(Part other) {
        return new Part(kind, taxes, amount.plus(other.amount), tax.plus(other.tax));
    }

    private Part negated() {
        Money none = Charge.none(amount);
        return new Part(kind, taxes, none.minus(amount), none.minus(tax));
    }
}
