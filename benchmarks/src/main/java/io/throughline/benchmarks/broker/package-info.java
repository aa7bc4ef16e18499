/** What the Service Bus emulator costs. */
@NullMarked
package io.throughline.benchmarks.broker;

import org.jspecify.annotations.NullMarked;
