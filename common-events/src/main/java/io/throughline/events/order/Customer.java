package io.throughline.events.order;

import io.throughline.events.PersonalData;
import org.jspecify.annotations.Nullable;

/**
 * Who ordered.
 *
 * @param customerId the storefront's id; absent for a guest
 */
public record Customer(
        @Nullable String customerId,
        @PersonalData @Nullable String name,
        @PersonalData @Nullable String email,
        @PersonalData @Nullable String phone) {}
