package io.throughline.stub.storefront;

import java.time.Instant;
import java.util.List;

/**
 * What may change about a sale after it was made.
 *
 * @param note what the customer wrote; may be empty
 */
record Standing(Instant updatedAt, boolean paid, boolean cancelled, List<GivenBack> refunds, String note) {

    Standing {
        refunds = List.copyOf(refunds);
    }
}
