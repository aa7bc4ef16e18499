/** What every storefront has in common: who signed, what it is, what it says of an order. */
@NullMarked
package io.throughline.ingest.storefront;

import org.jspecify.annotations.NullMarked;
