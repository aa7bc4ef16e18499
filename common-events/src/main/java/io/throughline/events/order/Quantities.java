package io.throughline.events.order;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;

/**
 * How much of a line was ordered and what became of it. Decimals, because storefronts sell by weight and length.
 *
 * @param remaining what is still to be shipped: ordered less cancelled and fulfilled
 */
public record Quantities(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal ordered,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal cancelled,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal fulfilled,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal returned,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal remaining) {

    public Quantities {
        ordered = Decimals.normal(ordered);
        cancelled = Decimals.normal(cancelled);
        fulfilled = Decimals.normal(fulfilled);
        returned = Decimals.normal(returned);
        remaining = Decimals.normal(remaining);
    }

    /** Quantities of a line of which nothing was cancelled, fulfilled or returned yet. */
    public static Quantities ordered(BigDecimal ordered) {
        return new Quantities(ordered, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, ordered);
    }
}
