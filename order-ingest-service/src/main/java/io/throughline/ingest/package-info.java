/** Ingest: takes the storefronts' webhooks and publishes what they mean on topic {@code orders}. */
@NullMarked
package io.throughline.ingest;

import org.jspecify.annotations.NullMarked;
