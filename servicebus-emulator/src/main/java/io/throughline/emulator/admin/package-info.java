/** The Atom interface over HTTP by which entities are shown, created, changed and removed. */
@NullMarked
package io.throughline.emulator.admin;

import org.jspecify.annotations.NullMarked;
