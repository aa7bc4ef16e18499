/** What travels over topic {@code orders}: the envelope and the event types. */
@NullMarked
package io.throughline.events;

import org.jspecify.annotations.NullMarked;
