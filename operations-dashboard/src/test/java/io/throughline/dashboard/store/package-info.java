/** Tests. */
@NullMarked
package io.throughline.dashboard.store;

import org.jspecify.annotations.NullMarked;
