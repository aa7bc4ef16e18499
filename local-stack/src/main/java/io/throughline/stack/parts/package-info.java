/** The running stack: its ports, folders, secrets, and every part of it in the order of start and stop. */
@NullMarked
package io.throughline.stack.parts;

import org.jspecify.annotations.NullMarked;
