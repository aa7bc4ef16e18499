package io.throughline.events.outcome;

/**
 * Attempts of one instance that ended since its heartbeat before.
 *
 * @param failed those of {@code ended} that did not succeed
 * @param totalMs what all of them took together, waiting for a turn to call included
 * @param slowestMs what the slowest took that ended lately: within two minutes, whichever heartbeat told of it
 */
public record AttemptCount(long ended, long failed, long totalMs, long slowestMs) {}
