/** Shops that sell, say so by signed webhooks, and answer when they are asked, as the real storefronts do. */
@NullMarked
package io.throughline.stub.storefront;

import org.jspecify.annotations.NullMarked;
