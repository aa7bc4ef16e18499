package io.throughline.runtime.books;

import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.runtime.EffectKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something to be booked in another system, at most once.
 *
 * @param name what it is found by there, made from the effect key: where a key header is forgotten, this is the fence
 * @param order the order key
 * @param day it belongs to, where the shop is
 * @param parts what it adds to what the order is charged, taken away where negative; none of a refund or of money;
 *     absent where the order's amounts cannot be added up
 * @param request in the other system's words; a {@code PermanentFailure} where nobody has said how to book it
 */
public record Posting(
        Entry.Kind kind,
        String name,
        String order,
        LocalDate day,
        EffectKey key,
        Money total,
        @Nullable List<Part> parts,
        Supplier<Object> request) {

    public Posting {
        parts = parts == null ? null : List.copyOf(parts);
    }

    /** The request, said anew each time. */
    public Object body() {
        return request.get();
    }

    /** The day on which something of an order happened where its shop is. */
    public static LocalDate day(Instant at, Order order) {
        String offset = order.sourceOffset();
        return LocalDate.ofInstant(at, offset == null ? ZoneOffset.UTC : ZoneOffset.of(offset));
    }

    public boolean isMoney() {
        return kind.isMoney();
    }
}
