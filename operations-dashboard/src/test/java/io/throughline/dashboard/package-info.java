/** Tests. */
@NullMarked
package io.throughline.dashboard;

import org.jspecify.annotations.NullMarked;
