/** The adapter's own tables: inbox, positions, outcomes. The only package of the runtime that knows JDBC. */
@NullMarked
package io.throughline.runtime.store;

import org.jspecify.annotations.NullMarked;
