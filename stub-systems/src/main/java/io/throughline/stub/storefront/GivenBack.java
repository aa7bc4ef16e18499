package io.throughline.stub.storefront;

import java.time.Instant;

/** Money given back as goodwill, tax included, in minor units; the goods are kept. */
record GivenBack(long id, long amount, Instant at) {}
