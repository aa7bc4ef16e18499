/** An emulator for the length of a JUnit test class. */
@NullMarked
package io.throughline.emulator.junit;

import org.jspecify.annotations.NullMarked;
