/** Partners that send the canonical order as CloudEvents. */
@NullMarked
package io.throughline.ingest.storefront.cloudevents;

import org.jspecify.annotations.NullMarked;
