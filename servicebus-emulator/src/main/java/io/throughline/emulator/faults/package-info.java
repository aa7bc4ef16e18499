/** Faults on demand: what goes wrong on purpose, how often, and for how long. */
@NullMarked
package io.throughline.emulator.faults;

import org.jspecify.annotations.NullMarked;
