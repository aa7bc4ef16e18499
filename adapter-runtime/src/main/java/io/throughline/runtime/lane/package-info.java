/** Lanes: of each thing of a downstream system one push at a time, over all instances, and of what is current. */
@NullMarked
package io.throughline.runtime.lane;

import org.jspecify.annotations.NullMarked;
