/** All of Throughline on one machine, and the check that it neither loses nor doubles an order. */
@NullMarked
package io.throughline.stack;

import org.jspecify.annotations.NullMarked;
