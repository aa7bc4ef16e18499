/** Services as processes of their own: extracted, started, watched, logged, and ended whatever happens to this one. */
@NullMarked
package io.throughline.stack.process;

import org.jspecify.annotations.NullMarked;
