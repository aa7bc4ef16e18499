/** Which shops there are at this moment: those of the configuration, and what was added and changed while running. */
@NullMarked
package io.throughline.ingest.shops;

import org.jspecify.annotations.NullMarked;
