/** Who may call ingest's own addresses: everything but the storefronts' webhooks needs a bearer token. */
@NullMarked
package io.throughline.ingest.access;

import org.jspecify.annotations.NullMarked;
