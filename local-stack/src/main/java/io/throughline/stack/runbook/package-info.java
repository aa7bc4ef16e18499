/** The blocks of the runbooks, and those among them that a running system is asked. */
@NullMarked
package io.throughline.stack.runbook;

import org.jspecify.annotations.NullMarked;
