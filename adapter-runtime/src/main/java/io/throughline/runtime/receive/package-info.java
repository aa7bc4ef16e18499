/** Takes messages from the broker and writes them down. */
@NullMarked
package io.throughline.runtime.receive;

import org.jspecify.annotations.NullMarked;
