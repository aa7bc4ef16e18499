/** What every benchmark needs: options with a limit, samples, a table. */
@NullMarked
package io.throughline.benchmarks;

import org.jspecify.annotations.NullMarked;
