/** Puts the runtime together for an adapter that has nothing but handlers and an {@code integration.yaml}. */
@NullMarked
package io.throughline.runtime.autoconfigure;

import org.jspecify.annotations.NullMarked;
