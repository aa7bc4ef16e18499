/** The canonical order: one storefront-neutral snapshot of an order as the storefront last described it. */
@NullMarked
package io.throughline.events.order;

import org.jspecify.annotations.NullMarked;
