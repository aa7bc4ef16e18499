/** Tests. */
@NullMarked
package io.throughline.dashboard.alert;

import org.jspecify.annotations.NullMarked;
