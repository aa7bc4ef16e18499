/** Obeys what operators decided: written down first, then carried out in steps that each commit. */
@NullMarked
package io.throughline.runtime.command;

import org.jspecify.annotations.NullMarked;
