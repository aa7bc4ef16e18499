/** From stored webhooks to numbered events: the comparison with what was known, and the worker that applies it. */
@NullMarked
package io.throughline.ingest.understand;

import org.jspecify.annotations.NullMarked;
