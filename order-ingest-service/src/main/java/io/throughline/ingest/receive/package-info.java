/** The door: verifies a webhook, writes it down, answers. */
@NullMarked
package io.throughline.ingest.receive;

import org.jspecify.annotations.NullMarked;
