/** The keys of this service: what is kept of people is encrypted with them, and people are recognised by them. */
@NullMarked
package io.throughline.ingest.keys;

import org.jspecify.annotations.NullMarked;
