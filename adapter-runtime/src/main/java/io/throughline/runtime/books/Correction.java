package io.throughline.runtime.books;

import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.Totals;
import io.throughline.runtime.PermanentFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What an order charges by now and earlier events did not ask for: the content of one further document, an invoice or,
 * where it comes to less than nothing, a credit note. What stands is never changed.
 */
final class Correction {

    private final Order order;
    private final List<Held> held;
    private final Money total;
    private @Nullable List<Part> parts;

    /** @throws PermanentFailure {@code currency-changed}: no document makes one currency out of another */
    Correction(Order order, List<Held> held) {
        if (held.stream().anyMatch(one -> !one.amount().currency().equals(order.currency()))) {
            throw new PermanentFailure("currency-changed", "The order was booked in another currency", null);
        }
        this.order = order;
        this.held = List.copyOf(held);
        this.total = held.stream().map(Held::charged).reduce(order.totals().total(), Money::minus);
    }

    /** Negative where less is owed than was asked for. */
    Money total() {
        return total;
    }

    /** Whether a document would say nothing new, not even that the same sum is made of other parts. */
    boolean isNothing() {
        return total.minor() == 0 && parts().isEmpty();
    }

    boolean isCredit() {
        return total.minor() < 0;
    }

    /**
     * What is missing of each kind of charge; taken away where negative.
     *
     * @throws PermanentFailure {@code total-mismatch} when the order's parts do not explain its total
     */
    List<Part> parts() {
        List<Part> known = parts;
        if (known == null) {
            known = missing();
            parts = known;
        }
        return known;
    }

    private List<Part> missing() {
        if (held.stream().allMatch(Held::isItemized)) {
            return Part.difference(
                    charged(),
                    held.stream().flatMap(one -> one.itemized().stream()).toList());
        }
        // What earlier documents consist of was not written down in those days: no tax is made up.
        return total.minor() == 0 ? List.of() : unexplained();
    }

    /** The total as a part of its own. */
    List<Part> unexplained() {
        return List.of(new Part(Charge.Kind.GOODS, List.of(), total, Charge.none(total)));
    }

    private List<Part> charged() {
        return Part.of(OrderCharges.of(order), order.taxIncluded());
    }

    /**
     * What identifies the edit among those of its order: the storefront's version of it, and its totals, because
     * two edits may share a version where the storefront counts in seconds.
     */
    String document() {
        Totals all = order.totals();
        String amounts = Stream.of(
                        all.lines(),
                        all.discounts(),
                        all.shipping(),
                        all.fees(),
                        all.duties(),
                        all.tax(),
                        all.rounding(),
                        all.total())
                .map(amount -> Long.toString(amount.minor()))
                .collect(Collectors.joining(" "));
        CRC32 content = new CRC32();
        content.update(amounts.getBytes(StandardCharsets.UTF_8));
        return "%s-%08x".formatted(order.sourceVersion(), content.getValue());
    }
}
