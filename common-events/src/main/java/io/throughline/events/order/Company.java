package io.throughline.events.order;

import org.jspecify.annotations.Nullable;

/** The business that ordered, in trade between businesses. */
public record Company(
        String name,
        @Nullable String taxId,
        @Nullable String purchaseOrder,
        @Nullable String paymentTerms) {}
