/** BigCommerce's thin webhooks, and its orders as they are fetched. */
@NullMarked
package io.throughline.ingest.storefront.bigcommerce;

import org.jspecify.annotations.NullMarked;
