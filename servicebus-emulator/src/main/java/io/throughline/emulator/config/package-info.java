/** Reads the Config.json of Microsoft's emulator. */
@NullMarked
package io.throughline.emulator.config;

import org.jspecify.annotations.NullMarked;
