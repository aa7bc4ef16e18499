/** WooCommerce's webhooks and its orders in its own words. */
@NullMarked
package io.throughline.ingest.storefront.woocommerce;

import org.jspecify.annotations.NullMarked;
