/** Runs due deliveries, one at a time per order, and commits how they ended. */
@NullMarked
package io.throughline.runtime.dispatch;

import org.jspecify.annotations.NullMarked;
