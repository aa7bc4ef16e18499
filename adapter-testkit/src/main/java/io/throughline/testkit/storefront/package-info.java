/** Shops that sell and say so by signed webhooks, as Shopify and a Standard Webhooks storefront do. */
@NullMarked
package io.throughline.testkit.storefront;

import org.jspecify.annotations.NullMarked;
