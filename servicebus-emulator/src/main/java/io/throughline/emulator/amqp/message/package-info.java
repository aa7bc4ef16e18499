/** Messages as bytes: their sections are walked and patched, never decoded and encoded again. */
@NullMarked
package io.throughline.emulator.amqp.message;

import org.jspecify.annotations.NullMarked;
