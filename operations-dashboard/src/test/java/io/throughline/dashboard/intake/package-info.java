/** Tests. */
@NullMarked
package io.throughline.dashboard.intake;

import org.jspecify.annotations.NullMarked;
