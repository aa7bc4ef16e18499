/** A ledger of stock: what every order took or brought back, once, and the levels that all of it comes to. */
@NullMarked
package io.throughline.runtime.stock;

import org.jspecify.annotations.NullMarked;
