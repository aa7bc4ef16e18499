package io.throughline.dashboard.ledger;

import java.time.Instant;

/**
 * How often deliveries of an integration were parked with one code, as long as that is remembered.
 *
 * @param parkings retries that failed again included
 */
public record SeenCode(String integration, String code, long parkings, Instant lastAt) {}
