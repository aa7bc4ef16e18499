package io.throughline.events.command;

import org.jspecify.annotations.Nullable;

/**
 * Which parked deliveries: those that meet every criterion given; all of them when none is.
 *
 * @param fingerprint cause of the failure
 * @param code stable kebab-case word of the failure
 * @param eventType {@code order.placed.v1}
 * @param shop beginning of the order key: {@code shopify:demo-shop}
 */
public record Selection(
        @Nullable String fingerprint,
        @Nullable String code,
        @Nullable String eventType,
        @Nullable String shop) {}
