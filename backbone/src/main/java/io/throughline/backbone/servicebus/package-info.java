/** The broker, and nobody else's business: batches in, batches out. */
@NullMarked
package io.throughline.backbone.servicebus;

import org.jspecify.annotations.NullMarked;
