/** PostgreSQL, and nobody else's business. */
@NullMarked
package io.throughline.ingest.store;

import org.jspecify.annotations.NullMarked;
