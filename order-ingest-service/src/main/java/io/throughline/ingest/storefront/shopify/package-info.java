/** Shopify's webhooks and its orders in its own words. */
@NullMarked
package io.throughline.ingest.storefront.shopify;

import org.jspecify.annotations.NullMarked;
