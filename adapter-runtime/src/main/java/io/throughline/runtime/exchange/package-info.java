/** What an attempt sent to the downstream system last and what came back: bounded, without personal data. */
@NullMarked
package io.throughline.runtime.exchange;

import org.jspecify.annotations.NullMarked;
