/** Looks at the conditions, keeps incidents, and tells people of them. */
@NullMarked
package io.throughline.dashboard.alert;

import org.jspecify.annotations.NullMarked;
