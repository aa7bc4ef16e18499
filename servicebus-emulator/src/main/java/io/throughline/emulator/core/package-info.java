/** Entities, messages, locks and time: what a Service Bus does, knowing neither a wire nor a thread. */
@NullMarked
package io.throughline.emulator.core;

import org.jspecify.annotations.NullMarked;
