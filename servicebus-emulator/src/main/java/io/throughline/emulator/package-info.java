/** A Service Bus in the JVM: an AMQP 1.0 broker that the unmodified Azure SDK works against. */
@NullMarked
package io.throughline.emulator;

import org.jspecify.annotations.NullMarked;
