package io.throughline.stack.database;

/**
 * What an integration did, in the numbers that the dashboard shows.
 *
 * @param parked now
 * @param lagP50Millis from acceptance to delivery, of delivered ones; a lag that was, not one between two
 */
public record Figures(
        long delivered,
        long ignored,
        long discarded,
        long parked,
        long attempts,
        long failedAttempts,
        long lagP50Millis,
        long lagP99Millis) {}
