/** Begins a new adapter: everything that it needs, and the generated files that name it. */
@NullMarked
package io.throughline.stack.scaffold;

import org.jspecify.annotations.NullMarked;
