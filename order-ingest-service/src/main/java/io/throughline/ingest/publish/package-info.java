/** From the log of events to topic {@code orders}. */
@NullMarked
package io.throughline.ingest.publish;

import org.jspecify.annotations.NullMarked;
