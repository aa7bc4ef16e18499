/** A whole adapter with a handler made for tests. */
@NullMarked
package io.throughline.runtime.app;

import org.jspecify.annotations.NullMarked;
