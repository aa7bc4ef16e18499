package io.throughline.events.order;

import java.util.List;

/** A charge that is neither goods nor shipping: a handling fee, a surcharge, duties. */
public record Fee(String feeId, String title, Money amount, List<TaxLine> taxes) {

    public Fee {
        taxes = List.copyOf(taxes);
    }
}
