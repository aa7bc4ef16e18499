/** Drafts catalogue entries from what a point-to-point integration left in files. */
@NullMarked
package io.throughline.stack.discovery;

import org.jspecify.annotations.NullMarked;
