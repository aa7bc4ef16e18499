@NullMarked
package io.throughline.runtime.samples;

import org.jspecify.annotations.NullMarked;
