/** Tells @System@ of the shop's orders. */
@NullMarked
package io.throughline.@package@;

import org.jspecify.annotations.NullMarked;
