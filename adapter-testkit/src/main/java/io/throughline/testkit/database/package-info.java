/** An adapter's database, seen and held from outside of the adapter. */
@NullMarked
package io.throughline.testkit.database;

import org.jspecify.annotations.NullMarked;
