/** Erases somebody on their wish, and tells them what is held of them. */
@NullMarked
package io.throughline.ingest.erasure;

import org.jspecify.annotations.NullMarked;
