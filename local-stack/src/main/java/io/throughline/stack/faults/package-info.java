/** Places at which an adapter stands still, so that it is killed exactly there. Nothing in production knows of them. */
@NullMarked
package io.throughline.stack.faults;

import org.jspecify.annotations.NullMarked;
