/** What comes to ingest over the broker: reports of adapters, and commands. */
@NullMarked
package io.throughline.ingest.intake;

import org.jspecify.annotations.NullMarked;
