/** What travels over topic {@code outcomes}: what the integrations report. */
@NullMarked
package io.throughline.events.outcome;

import org.jspecify.annotations.NullMarked;
