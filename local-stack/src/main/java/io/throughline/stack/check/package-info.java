/** Counts what was lost and what was doubled, in what the downstream systems really hold. */
@NullMarked
package io.throughline.stack.check;

import org.jspecify.annotations.NullMarked;
