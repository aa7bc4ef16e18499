/** Keeps what entities hold in a folder, so that a restart forgets nothing but locks. */
@NullMarked
package io.throughline.emulator.journal;

import org.jspecify.annotations.NullMarked;
