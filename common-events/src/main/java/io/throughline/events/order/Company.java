package io.throughline.events.order;

import io.throughline.events.PersonalData;
import org.jspecify.annotations.Nullable;

/** The business that ordered, in trade between businesses; a sole trader is a person like any other. */
public record Company(
        @PersonalData String name,
        @PersonalData @Nullable String taxId,
        @PersonalData @Nullable String purchaseOrder,
        @Nullable String paymentTerms) {}
