/** Looks whether the downstream system has what was reported as delivered. */
@NullMarked
package io.throughline.runtime.inspection;

import org.jspecify.annotations.NullMarked;
