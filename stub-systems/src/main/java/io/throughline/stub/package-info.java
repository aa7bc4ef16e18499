/** Downstream systems that behave like the real ones, remember what they were asked, and misbehave on demand. */
@NullMarked
package io.throughline.stub;

import org.jspecify.annotations.NullMarked;
