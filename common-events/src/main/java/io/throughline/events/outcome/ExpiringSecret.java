package io.throughline.events.outcome;

import java.time.Instant;

/**
 * A secret that ends soon, or has ended.
 *
 * @param secret its name in the configuration, never what it is: {@code shipbob-token}
 */
public record ExpiringSecret(String secret, Instant expiresAt) {}
