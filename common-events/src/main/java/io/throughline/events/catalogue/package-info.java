/** An integration's catalogue entry, {@code integration.yaml}. */
@NullMarked
package io.throughline.events.catalogue;

import org.jspecify.annotations.NullMarked;
