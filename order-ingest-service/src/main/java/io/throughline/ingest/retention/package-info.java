/** Forgets what was kept long enough. */
@NullMarked
package io.throughline.ingest.retention;

import org.jspecify.annotations.NullMarked;
