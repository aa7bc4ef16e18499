/** What the database is asked to do for an event and for a webhook. */
@NullMarked
package io.throughline.benchmarks.database;

import org.jspecify.annotations.NullMarked;
