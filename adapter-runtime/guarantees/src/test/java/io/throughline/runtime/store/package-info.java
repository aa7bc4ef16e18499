/** The adapter's tables on a real PostgreSQL. */
@NullMarked
package io.throughline.runtime.store;

import org.jspecify.annotations.NullMarked;
