/** Decides what a failure means; knows no clock, no database and no broker. */
@NullMarked
package io.throughline.runtime.policy;

import org.jspecify.annotations.NullMarked;
