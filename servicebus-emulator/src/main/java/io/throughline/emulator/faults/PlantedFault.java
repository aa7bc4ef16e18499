package io.throughline.emulator.faults;

import java.time.Instant;

/**
 * A fault at work, as it stood when asked.
 *
 * @param hits how often it happened
 * @param remaining how often it may still happen
 * @param until when it ends at the latest
 */
public record PlantedFault(long id, Fault fault, int hits, int remaining, Instant until) {}
