package io.throughline.runtime.books;

import io.throughline.events.order.Money;
import io.throughline.runtime.books.Entry.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document that an earlier event of an order asked for.
 *
 * @param name as in {@link Posting#name}
 * @param parts as in {@link Posting#parts}
 */
public record Held(
        Kind kind, String name, Money amount, @Nullable List<Part> parts) {

    public Held {
        parts = parts == null ? null : List.copyOf(parts);
    }

    /** Whether it is known what it charges, if only that it charges nothing. */
    boolean isItemized() {
        return parts != null || kind != Kind.INVOICE;
    }

    /** What it adds to what the order is charged. */
    Money charged() {
        Money none = Charge.none(amount);
        return isItemized() ? Part.total(itemized(), none) : amount;
    }

    List<Part> itemized() {
        return parts == null ? List.of() : parts;
    }
}
