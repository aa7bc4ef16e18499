/** From the log of events to topic {@code orders}: once to everybody, and again to an adapter that misses some. */
@NullMarked
package io.throughline.ingest.publish;

import org.jspecify.annotations.NullMarked;
