/** Adobe Commerce, whose events come through Adobe I/O and whose orders are fetched from its REST API. */
@NullMarked
package io.throughline.ingest.storefront.adobecommerce;

import org.jspecify.annotations.NullMarked;
