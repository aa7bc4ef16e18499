package io.throughline.runtime.books;

import io.throughline.runtime.PermanentFailure;
import java.math.BigDecimal;
import java.util.Optional;

/** A document as the other system has it, or its refusal to make one. */
public interface Booked {

    /** The other system's own id. */
    String id();

    /** What it is found by, as in {@link Posting#name}. */
    String name();

    /** The order key; of a payment or payout its effect key. */
    String reference();

    BigDecimal total();

    /** ISO 4217; absent where the other system does not tell. */
    Optional<String> currency();

    /** Whether it is what was asked for, to the cent. */
    default boolean isWorth(Posting posting) {
        return total().compareTo(posting.total().toDecimal()) == 0
                && currency().map(posting.total().currency()::equals).orElse(true);
    }

    /** What a close knows of it. */
    default Entry entry(Entry.Kind kind) {
        return kind == Entry.Kind.PAYMENT
                ? Entry.money(reference(), total())
                : new Entry(kind, name(), reference(), currency().orElse(""), total());
    }

    /** Whether it counts for nothing any more. */
    boolean isVoid();

    /** Whether a payment or a credit stands against it. */
    boolean isSettled();

    /** Why it was not made; absent when it was. */
    Optional<PermanentFailure> refusal();
}
