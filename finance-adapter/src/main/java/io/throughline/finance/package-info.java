/** Books the shop's orders in Xero. */
@NullMarked
package io.throughline.finance;

import org.jspecify.annotations.NullMarked;
