/** Shops that follow Standard Webhooks and send the canonical order. */
@NullMarked
package io.throughline.ingest.storefront.standard;

import org.jspecify.annotations.NullMarked;
