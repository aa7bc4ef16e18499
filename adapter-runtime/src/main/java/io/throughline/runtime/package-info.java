/** What an adapter's author sees: handlers, deliveries, effect keys, outcomes and the two kinds of failure. */
@NullMarked
package io.throughline.runtime;

import org.jspecify.annotations.NullMarked;
