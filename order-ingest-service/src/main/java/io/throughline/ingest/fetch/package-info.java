/** Asks storefronts for the orders that their webhooks only hinted at. */
@NullMarked
package io.throughline.ingest.fetch;

import org.jspecify.annotations.NullMarked;
