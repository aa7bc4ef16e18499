package io.throughline.stack.storefront;

import java.time.Instant;

/**
 * A refund of some pieces of one line.
 *
 * @param amount what was paid back, tax included, in minor units
 * @param tax the part of it that is tax
 */
public record GivenBack(long id, SoldLine line, int quantity, long amount, long tax, Instant at) {}
