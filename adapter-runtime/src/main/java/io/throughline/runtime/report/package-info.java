/** Tells topic {@code outcomes} and Prometheus what this adapter did and how it stands. */
@NullMarked
package io.throughline.runtime.report;

import org.jspecify.annotations.NullMarked;
