/** Spans of a trace, recorded and exported over OTLP where an endpoint is configured, and nothing at all where not. */
@NullMarked
package io.throughline.backbone.trace;

import org.jspecify.annotations.NullMarked;
