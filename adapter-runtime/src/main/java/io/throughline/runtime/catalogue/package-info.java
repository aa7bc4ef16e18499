/** Reads the adapter's {@code integration.yaml}; a wrong one stops the start. */
@NullMarked
package io.throughline.runtime.catalogue;

import org.jspecify.annotations.NullMarked;
