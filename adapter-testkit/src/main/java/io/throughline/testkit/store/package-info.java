/** What the runtime keeps in an adapter's database, for tests; the only package here that knows JDBC. */
@NullMarked
package io.throughline.testkit.store;

import org.jspecify.annotations.NullMarked;
