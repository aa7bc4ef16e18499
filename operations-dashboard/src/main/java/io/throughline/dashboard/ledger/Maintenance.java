package io.throughline.dashboard.ledger;

import java.time.Instant;

/**
 * Planned work on an integration: its alerts are kept and notify nobody.
 *
 * @param at when it was said
 * @param until it ends by itself then
 */
public record Maintenance(String integration, Instant at, Instant until, String actor, String role, String reason) {}
