/** Filters and actions of subscriptions: the SQL dialect of Service Bus, and correlation filters. */
@NullMarked
package io.throughline.emulator.rules;

import org.jspecify.annotations.NullMarked;
