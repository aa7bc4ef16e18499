/** What an operator sees of the way in, and may do: over HTTP, with a token, each change once and written down. */
@NullMarked
package io.throughline.ingest.admin;

import org.jspecify.annotations.NullMarked;
