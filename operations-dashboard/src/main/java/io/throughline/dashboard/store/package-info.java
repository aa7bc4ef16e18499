/** The database, and nobody else's business. */
@NullMarked
package io.throughline.dashboard.store;

import org.jspecify.annotations.NullMarked;
