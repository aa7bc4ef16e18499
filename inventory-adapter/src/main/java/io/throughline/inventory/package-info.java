/** Keeps the inventory system's levels in step with the shop's orders. */
@NullMarked
package io.throughline.inventory;

import org.jspecify.annotations.NullMarked;
