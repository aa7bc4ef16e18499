/** Keeps ShipBob's shipments in step with the shop's orders. */
@NullMarked
package io.throughline.fulfillment;

import org.jspecify.annotations.NullMarked;
